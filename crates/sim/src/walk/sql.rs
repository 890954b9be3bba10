//! Arriving at a Cloud SQL instance.
//!
//! <https://cloud.google.com/sql/docs/mysql/connect-overview>: an engine listens at its own port, connectors and the
//! Cloud SQL Auth Proxy at 3307. <https://cloud.google.com/sql/docs/mysql/authorize-networks>: who connects directly
//! has to be in the authorized networks, but for private sources of RFC 1918 at the private address. The private address
//! is in a network of Google's that is peered with the VPC network
//! (<https://cloud.google.com/sql/docs/mysql/private-ip>).

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::sql::CONNECTOR_PORT;
use hopscope_model::resource::{Kind, Sql};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};
use ipnet::IpNet;

use super::vpc::Sender;
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::Relation;
use crate::docs;

/// The network of the services of Google's that private services access leads to.
pub(super) const SERVICE_NETWORKING: &str = "servicenetworking";

/// The port of managed connection pooling.
const POOLING_PORT: u16 = 6432;

impl<'a> Walk<'a> {
    /// The address of an instance, seen from the origin: private in its own network.
    pub(super) fn sql_address(&mut self, name: &'a Name) -> Checked<'a, IpAddr> {
        let at = At::new(Kind::Sql, name);
        let resources = &self.net.scenario.resources;
        let Some(sql) = resources.sqls.get(name) else {
            self.unread(Kind::Sql, &name.project, None)?;
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(Kind::Sql, name)));
        };
        let own = self.origin_network();
        let inside = sql.private_network.as_ref().map(|own| own.name()) == own && own.is_some();
        let private = sql
            .private_address
            .filter(|_| inside || sql.public_address.is_none());
        if let Some(address) = private.or(sql.public_address) {
            return Ok(address);
        }
        let Some(attachment) = &sql.attachment else {
            self.note(State::ResolveName, Some(at), docs::CLOUD_SQL, || {
                Says::new(SaysId::SqlNoAddress).arg("instance", &*name.name)
            });
            return Err(self.stop(
                Cause::CloudSqlInstanceNoIpAddress,
                Some(at),
                CallerSees::Unreachable,
            ));
        };
        let mut endpoints = resources.forwarding_rules.iter().filter(|(_, rule)| {
            let leads = matches!(&rule.target, ForwardingTarget::ServiceAttachment(own) if own == attachment);
            let by_subnet = rule.subnet.as_ref().and_then(|own| resources.get(own));
            let network = rule.network.as_ref().or(by_subnet.map(|own| &own.network));
            leads && network.map(|own| own.name()) == own
        });
        match (endpoints.next(), endpoints.next()) {
            (Some((rule, _)), Some(_)) => Err(self.unmodelled(
                "SEVERAL_PSC_ENDPOINTS",
                Some(At::new(Kind::ForwardingRule, rule)),
                docs::CLOUD_SQL,
            )),
            (Some((rule, one)), None) => one.address.ok_or_else(|| {
                let at = At::new(Kind::ForwardingRule, rule);
                self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "IPAddress"))
            }),
            (None, _) => {
                self.unread_anywhere(Kind::ForwardingRule, None)?;
                if let Some(own) = own {
                    self.assume_complete(Kind::ForwardingRule, &own.project);
                }
                self.note(State::ResolveName, Some(at), docs::CLOUD_SQL, || {
                    Says::new(SaysId::SqlNoEndpoint)
                        .arg("instance", &*name.name)
                        .arg("network", own.map_or("", |own| &own.name))
                });
                Err(self.stop(
                    Cause::GoogleManagedServiceNoPscEndpoint,
                    Some(at),
                    CallerSees::Unreachable,
                ))
            }
        }
    }

    /// At the private address, from its own network.
    pub(super) fn to_private_sql(
        &mut self,
        sender: Sender<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Sql, name);
        self.managed_peering(sender, at, |peer| *peer.name == *SERVICE_NETWORKING)?;
        let sql = self.sql(name)?;
        if self
            .packet
            .source
            .relation(&IpNet::V4(google::DOCKER_BRIDGE))
            != Relation::None
        {
            // The instance's own machine has this range; what becomes of a reply to it, nobody outside can see.
            return Err(self.unmodelled("CLOUD_SQL_FROM_DOCKER_RANGE", Some(at), docs::CLOUD_SQL));
        }
        if self.sql_serves(at, sql)? {
            let source = self.packet.source;
            let private = google::RFC_1918.map(IpNet::V4);
            if source.relation_to_any(&private) == Relation::All {
                self.note(
                    State::CheckAllowList,
                    Some(at),
                    docs::AUTHORIZED_NETWORKS,
                    || {
                        Says::new(SaysId::SqlPrivateSource)
                            .arg("instance", &*name.name)
                            .arg("source", source.text())
                    },
                );
            } else {
                self.sql_authorizes(at, sql)?;
            }
        }
        self.is_seen(None);
        Ok(self.delivered("CLOUD_SQL_INSTANCE", Some(at)))
    }

    /// The instance, which has to be in the scenario.
    fn sql(&self, name: &'a Name) -> Checked<'a, &'a Sql> {
        let lost = || self.incomplete(Cause::ResourceConfigNotFound, Lack::One(Kind::Sql, name));
        let sqls = &self.net.scenario.resources.sqls;
        sqls.get(name).ok_or_else(lost)
    }

    /// At the public address.
    pub(super) fn to_public_sql(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Sql, name);
        let sql = self.sql(name)?;
        if self.sql_serves(at, sql)? {
            self.sql_authorizes(at, sql)?;
        }
        self.is_seen(None);
        Ok(self.delivered("CLOUD_SQL_INSTANCE", Some(at)))
    }

    /// By a Private Service Connect endpoint, for which authorized networks play no part
    /// (<https://cloud.google.com/sql/docs/mysql/about-private-service-connect>).
    pub(super) fn to_published_sql(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Sql, name);
        let sql = self.sql(name)?;
        self.sql_serves(at, sql)?;
        self.is_seen(None);
        Ok(self.delivered("CLOUD_SQL_INSTANCE", Some(at)))
    }

    /// Whether it runs and serves the port, and takes who connects directly, as not by a connector.
    fn sql_serves(&mut self, at: At<'a>, sql: &'a Sql) -> Checked<'a, bool> {
        let instance = &*at.name.name;
        if sql.not_running {
            self.note(State::ArriveAtProcess, Some(at), docs::DROP_REASONS, || {
                Says::new(SaysId::SqlNotRunning).arg("instance", instance)
            });
            self.block(
                Cause::CloudSqlInstanceNotRunning,
                Some(at),
                CallerSees::Timeout,
            )?;
        }
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let text = port.map_or_else(String::new, |port| port.to_string());
        let tcp = protocol == Protocol::TCP;
        let direct = match sql.port() {
            Some(own) => port == Some(own) || sql.connection_pooling && port == Some(POOLING_PORT),
            // Of another engine than these nothing is known.
            None if tcp && port != Some(CONNECTOR_PORT) => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(at, "databaseVersion"),
                ));
            }
            None => false,
        };
        if !tcp || !direct && port != Some(CONNECTOR_PORT) {
            self.note(State::ArriveAtProcess, Some(at), docs::CLOUD_SQL, || {
                let own = sql
                    .port()
                    .map_or_else(String::new, |own| format!("{own}, "));
                Says::new(SaysId::SqlPort)
                    .arg("instance", instance)
                    .arg("port", format!("{protocol}:{text}"))
                    .arg("serves", format!("{own}{CONNECTOR_PORT}"))
            });
            self.block(Cause::TrafficTypeBlocked, Some(at), CallerSees::Timeout)?;
            return Ok(true);
        }
        if !direct {
            self.note(State::ArriveAtProcess, Some(at), docs::CLOUD_SQL, || {
                Says::new(SaysId::SqlConnector).arg("instance", instance)
            });
            return Ok(false);
        }
        self.note(State::ArriveAtProcess, Some(at), docs::CLOUD_SQL, || {
            Says::new(SaysId::SqlServes)
                .arg("instance", instance)
                .arg("port", &text)
                .arg("what", sql.database_version.as_deref().unwrap_or_default())
        });
        if sql.connectors_only {
            self.note(
                State::CheckAllowList,
                Some(at),
                docs::CONNECTOR_ENFORCEMENT,
                || {
                    Says::new(SaysId::SqlConnectorsOnly)
                        .arg("instance", instance)
                        .arg("port", &text)
                },
            );
            self.block(
                Cause::CloudSqlConnectorRequired,
                Some(at),
                CallerSees::Timeout,
            )?;
        }
        Ok(true)
    }

    fn sql_authorizes(&mut self, at: At<'a>, sql: &'a Sql) -> Checked<'a> {
        let source = self.packet.source;
        let lasting = source.relation_to_any(&sql.authorized_networks) == Relation::All;
        let mut expiring = sql.expiring_networks.iter();
        if !lasting && expiring.any(|(own, _)| source.relation(own) != Relation::None) {
            // What time it is, nobody says here.
            let feature = "CLOUD_SQL_EXPIRING_NETWORK";
            return Err(self.unmodelled(feature, Some(at), docs::AUTHORIZED_NETWORKS));
        }
        if self.is_listed(at, &sql.authorized_networks, docs::AUTHORIZED_NETWORKS)? {
            return Ok(());
        }
        self.block(
            Cause::CloudSqlInstanceUnauthorizedAccess,
            Some(at),
            CallerSees::Timeout,
        )
    }
}
