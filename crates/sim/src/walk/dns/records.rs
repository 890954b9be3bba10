//! What is said of records wherever they stand: aliases, what is not there, what contradicts itself
//! (<https://cloud.google.com/dns/docs/records-overview>).

use std::net::IpAddr;

use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use crate::docs;
use crate::tables::dns::{Records, ZoneTable};
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    pub(super) fn note_alias(&mut self, name: &str, target: &str, zone: &str, at: Option<At<'a>>) {
        self.note(State::ResolveName, at, docs::DNS_RECORDS, || {
            Says::new(SaysId::ResolveCname)
                .arg("name", name)
                .arg("target", target)
                .arg("zone", zone)
        });
    }

    /// Whether what is known of a zone decides what it answers: all of its records, or enough of those of the name
    /// itself, beside which others may be there.
    pub(super) fn holds_answer(&self, zone: &ZoneTable, name: &str) -> bool {
        let enough = |own: &Records| {
            own.cname.is_some()
                || !own.v4.is_empty() && (!own.v6.is_empty() || !self.origin_has_ipv6())
        };
        zone.records_known || zone.records.own(name).is_some_and(enough)
    }

    /// Records that no server can hold together are not answered from.
    pub(super) fn records_agree(&self, records: &Records, at: Option<At<'a>>) -> Checked<'a> {
        if records.contradictory {
            return Err(self.unmodelled("DNS_CONTRADICTORY_RECORDS", at, docs::DNS_RECORDS));
        }
        Ok(())
    }

    pub(super) fn no_data(&mut self, name: &str, zone: &str, at: Option<At<'a>>) -> End<'a> {
        self.note(State::ResolveName, at, docs::DNS_RECORDS, || {
            Says::new(SaysId::ResolveNodata)
                .arg("name", name)
                .arg("zone", zone)
        });
        self.name_error(Cause::DnsNodata, "NODATA", at)
    }
}

pub(super) fn addresses_of(records: &Records) -> String {
    format_both(&records.v4, &records.v6)
}

pub(super) fn format_both(v4: &[IpAddr], v6: &[IpAddr]) -> String {
    let all: Vec<_> = v4.iter().chain(v6).map(IpAddr::to_string).collect();
    all.join(", ")
}

pub(super) fn list(addresses: &[IpAddr]) -> String {
    format_both(addresses, &[])
}
