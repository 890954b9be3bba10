//! The socket: 127.0.0.1 and no other address, so the page can't be reached from the network.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use tiny_http::{Header, Response, Server, StatusCode};

use crate::site::Site;

/// A server that has its port and waits to be run.
pub struct Listening {
    server: Server,
    address: SocketAddr,
    site: Site,
}

/// How many requests are answered at once.
const THREADS: usize = 8;

impl Listening {
    /// Takes a port on 127.0.0.1; 0 takes any that is free. The error is the system's, `AddrInUse` most often.
    pub fn on(port: u16, site: Site) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
        Ok(Self {
            server,
            address,
            site,
        })
    }

    /// Where the page is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until the process ends. A browser that stops reading holds up its own answer and no other.
    pub fn run(&self) {
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| self.answer());
            }
        });
    }

    fn answer(&self) {
        for request in self.server.incoming_requests() {
            let answer = self.site.answer(request.method().as_str(), request.url());
            let headers = answer
                .headers
                .iter()
                .filter_map(|(name, value)| Header::from_bytes(*name, *value).ok())
                .collect();
            let length = Some(answer.body.len());
            let response = Response::new(
                StatusCode(answer.status),
                headers,
                answer.body,
                length,
                None,
            );
            // A browser that has gone away in the meantime is its own business.
            let _ = request.respond(response);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn answers_over_a_real_connection() -> io::Result<()> {
        let site = Site::new([("index.html".to_owned(), "page".as_bytes().into())]);
        let listening = Listening::on(0, site)?;
        let address = listening.address;
        assert!(address.ip().is_loopback());
        std::thread::spawn(move || listening.run());

        let mut stream = TcpStream::connect(address)?;
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert_eq!(
            head.to_lowercase().matches("content-type:").count(),
            1,
            "{head}"
        );
        assert_eq!(body, "page");
        Ok(())
    }

    #[test]
    fn a_taken_port_is_an_error() -> io::Result<()> {
        let first = Listening::on(0, Site::default())?;
        let second = Listening::on(first.address.port(), Site::default());
        assert_eq!(
            second.err().map(|error| error.kind()),
            Some(io::ErrorKind::AddrInUse)
        );
        Ok(())
    }
}
