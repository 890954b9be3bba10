//! Response policies of a network or a cluster (<https://cloud.google.com/dns/docs/zones/manage-response-policies>).

use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use super::records::addresses_of;
use super::{Answer, Chase, Reply};
use crate::docs;
use crate::tables::dns::ResponseTable;
use crate::walk::{At, Checked, Lack, Walk};

impl<'a> Walk<'a> {
    pub(super) fn ask_response_policies(
        &mut self,
        policies: &'a [ResponseTable],
        name: &'a str,
    ) -> Checked<'a, Option<Reply<'a>>> {
        if let [_, second, ..] = policies {
            // A network, or a cluster, can have one.
            let at = At::new(Kind::ResponsePolicy, &second.name);
            return Err(self.unmodelled(
                "DNS_POLICIES_OF_ONE_NETWORK",
                Some(at),
                docs::RESPONSE_POLICIES,
            ));
        }
        for policy in policies {
            let at = At::new(Kind::ResponsePolicy, &policy.name);
            if !policy.known && !policy.has(name) {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::ResponsePolicyRules(&policy.name),
                ));
            }
            let Some((rule, data)) = policy.find(name) else {
                continue;
            };
            let Some(records) = data else {
                self.note(
                    State::ResolveName,
                    Some(at),
                    docs::RESPONSE_POLICIES,
                    || {
                        Says::new(SaysId::ResolveResponsePolicyBypass)
                            .arg("name", name)
                            .arg("policy", &*policy.name.name)
                            .arg("rule", rule)
                    },
                );
                return Ok(None);
            };
            self.records_agree(records, Some(at))?;
            if let Some(target) = &records.cname {
                self.note_alias(name, target, &policy.name.name, Some(at));
                let chase = Chase::Nowhere(&policy.name);
                return Ok(Some(Reply::Alias(target, chase)));
            }
            if records.v4.is_empty() && records.v6.is_empty() {
                return Err(self.no_data(name, &policy.name.name, Some(at)));
            }
            self.note(
                State::ResolveName,
                Some(at),
                docs::RESPONSE_POLICIES,
                || {
                    Says::new(SaysId::ResolveResponsePolicy)
                        .arg("name", name)
                        .arg("policy", &*policy.name.name)
                        .arg("rule", rule)
                        .arg("addresses", addresses_of(records))
                },
            );
            return Ok(Some(Reply::Answer(Answer::Addresses(
                &records.v4,
                &records.v6,
            ))));
        }
        Ok(None)
    }
}
