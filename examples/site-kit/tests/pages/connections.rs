//! Connections that say nothing, or never all of it.

use std::time::Duration;

use site_kit::tokio::{
    self,
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::visitor::{Visitor, practice};

/// Longer than a connection may say nothing.
const BOUND: Duration = Duration::from_secs(25);

#[tokio::test]
async fn a_connection_that_does_not_say_what_it_wants_is_closed_and_others_are_served() {
    let api = practice().await;
    let visitor = Visitor::of(&api.base_url()).await;
    let address = visitor.url.trim_start_matches("http://").to_owned();
    let stalls = [
        "",
        "GET /services HTTP/1.1\r\nhost: practice.example\r\nx-slow: ",
    ];
    let stalled = stalls.map(|said| {
        let address = address.clone();
        tokio::spawn(async move {
            let mut connection = TcpStream::connect(address).await.unwrap();
            connection.write_all(said.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            let closed = connection.read_to_end(&mut answer);
            tokio::time::timeout(BOUND, closed).await.is_ok()
        })
    });
    assert_eq!(visitor.get("/services").await.status, 200);
    for stalled in stalled {
        assert!(stalled.await.unwrap(), "it is closed in time");
    }
    assert_eq!(visitor.get("/services").await.status, 200);
}
