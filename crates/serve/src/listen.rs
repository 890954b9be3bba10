//! The socket: 127.0.0.1 and no other address, so the page can't be reached from the network.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::site::Site;

/// A server that has its port and waits to be run.
pub struct Listening {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
}

/// How long to wait when the system has no connection to give (too many open files): trying at once would only spin.
const BREATH: Duration = Duration::from_millis(100);

impl Listening {
    /// Takes a port on 127.0.0.1; 0 takes any that is free. The error is the system's, `AddrInUse` most often.
    pub fn on(port: u16, site: Site) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port)))?;
        Ok(Self {
            address: listener.local_addr()?,
            runtime,
            listener,
            site: Arc::new(site),
        })
    }

    /// Where the page is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until the process ends. A browser keeps half a dozen connections open and may stop reading
    /// from any: each is a task of its own, and holds up no other.
    pub fn run(self) {
        self.runtime.block_on(accept(&self.listener, &self.site));
    }
}

async fn accept(listener: &TcpListener, site: &Arc<Site>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let site = Arc::clone(site);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let answer = answer(&site, &request);
                async { Ok::<_, Infallible>(answer) }
            });
            // A browser that has gone away in the meantime is its own business.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// What the site says, as the connection sends it. For `HEAD` the connection leaves the body out.
fn answer<B>(site: &Site, request: &Request<B>) -> Response<Full<Bytes>> {
    let answer = site.answer(request.method().as_str(), request.uri().path());
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        response
            .headers_mut()
            .insert(name, hyper::header::HeaderValue::from_static(value));
    }
    response
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

    /// A browser opens half a dozen connections at once and keeps them all: whoever comes next is answered too.
    #[test]
    fn connections_that_are_kept_hold_up_nobody() -> io::Result<()> {
        let site = Site::new([("index.html".to_owned(), "page".as_bytes().into())]);
        let listening = Listening::on(0, site)?;
        let address = listening.address;
        std::thread::spawn(move || listening.run());

        let mut kept = Vec::new();
        for _ in 0..64 {
            let mut stream = TcpStream::connect(address)?;
            stream.set_read_timeout(Some(Duration::from_secs(20)))?;
            stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")?;
            kept.push(stream);
        }
        for stream in &mut kept {
            let mut first = [0; 15];
            stream.read_exact(&mut first)?;
            assert_eq!(&first, b"HTTP/1.1 200 OK");
        }
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
