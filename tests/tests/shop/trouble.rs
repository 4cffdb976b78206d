//! A Vendure that isn't there, is slow, or answers something else.

use std::time::{Duration, Instant};

use business_client::shop::{ChannelToken, Error, Search, Shop};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use crate::vendure;

fn of(url: &str, token: &str) -> Shop {
    Shop::connect(url, ChannelToken::new(token).unwrap()).unwrap()
}

/// A server that says this to whoever asks, and then nothing.
async fn that_answers(answer: String) -> Shop {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut asked = [0; 8192];
                let _ = socket.read(&mut asked).await;
                let _ = socket.write_all(answer.as_bytes()).await;
                tokio::time::sleep(Duration::from_secs(60)).await;
            });
        }
    });
    of(&url, "any").patience(Duration::from_millis(300))
}

fn http(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}")
}

#[tokio::test]
async fn an_unknown_channel_is_an_error_of_its_own() {
    let shop = of(vendure().await, "nobody");
    match shop.products(&Search::new()).await {
        Err(Error::ChannelNotFound { token }) => assert_eq!(token, "nobody"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_an_answer_quotes_of_a_customer_gets_into_no_error() {
    let answers = [
        (
            r#"{"errors":[{"message":"Variable \"$input\" got invalid value \"kim@example.com\"","path":["named"],"extensions":{"code":"BAD_USER_INPUT"}}]}"#,
            "BAD_USER_INPUT at `named`",
        ),
        (
            r#"{"data":{"activeChannel":"kim@example.com","product":null}}"#,
            "`activeChannel` is not ",
        ),
        (r#"{"data":{"product":null}}"#, "missing field"),
        (r#"{"errors":"kim@example.com"}"#, "`errors` is not "),
        (r#"{"data": kim@example.com"#, "it is no JSON"),
    ];
    for (body, expected) in answers {
        let shop = that_answers(http("200 OK", body)).await;
        let error = shop.product("mug").await.unwrap_err();
        assert!(matches!(error, Error::Drift { .. }), "{error:?}");
        let told = format!("{error} {error:?}");
        assert!(told.contains(expected), "{told} of {body}");
        assert!(!told.contains("kim@"), "{told}");
    }
}

#[tokio::test]
async fn a_vendure_that_is_down_slow_or_broken_is_told_in_bounded_time() {
    let began = Instant::now();
    let down = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = down.local_addr().unwrap();
    drop(down);
    let error = of(&format!("http://{address}"), "any").product("mug").await;
    assert!(matches!(error, Err(Error::Unreachable(_))), "{error:?}");

    for (answer, expected) in [
        (String::new(), "too slow"),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"data\":".to_owned(),
            "too slow",
        ),
        (
            http("502 Bad Gateway", "<h1>Bad gateway</h1>"),
            "unavailable",
        ),
        (http("200 OK", "<h1>It works!</h1>"), "drift"),
        (http("200 OK", r#"{"data":{"product":{"id":7}}}"#), "drift"),
        (http("200 OK", r#"{"data":null}"#), "drift"),
        (http("200 OK", &" ".repeat(3 << 20)), "too large"),
    ] {
        let error = that_answers(answer.clone())
            .await
            .product("mug")
            .await
            .unwrap_err();
        let told = match &error {
            Error::TooSlow(_) => "too slow",
            Error::Unavailable { .. } => "unavailable",
            Error::Drift { .. } => "drift",
            Error::TooLarge { .. } => "too large",
            _ => "something else",
        };
        let short: String = answer.chars().take(60).collect();
        assert_eq!(told, expected, "{error:?} of {short:?}");
    }
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
}
