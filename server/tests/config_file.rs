//! Configuration: a documented default, a file over it, the environment over both, and every mistake named.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be read fails the test"
)]

use std::{env, fs, net::IpAddr, path::PathBuf, process, time::Duration};

use scheduler_server::config::{Config, ConfigError, DEFAULT, LogFormat};
use secrecy::ExposeSecret;

/// A file that is gone when the test is over.
struct TemporaryFile(PathBuf);

impl TemporaryFile {
    fn holding(name: &str, text: &str) -> Self {
        let path = env::temp_dir().join(format!("nexus-{}-{name}.toml", process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn variables(set: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    let set: Vec<_> = set
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    set.into_iter()
}

fn loaded(file: &str, set: &[(&str, &str)], name: &str) -> Result<Config, ConfigError> {
    let file = TemporaryFile::holding(name, file);
    Config::load(Some(&file.0), variables(set))
}

fn from_environment(set: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::load(None, variables(set))
}

/// What is said about a configuration that is wrong.
fn refused(loaded: Result<Config, ConfigError>) -> String {
    loaded
        .expect_err("the configuration has a mistake in it")
        .to_string()
}

mod the_default {
    use super::*;

    #[test]
    fn is_what_the_design_asks_for() {
        let config = from_environment(&[]).unwrap();
        assert_eq!(config.api.listen.to_string(), "127.0.0.1:8700");
        assert_eq!(config.operations.listen.to_string(), "127.0.0.1:8701");
        assert_eq!(
            config.database.url.expose_secret(),
            "sqlite:.nexus/nexus.db"
        );
        assert_eq!(config.session.lifetime, Duration::from_secs(30 * 60));
        assert_eq!(config.session.ceiling, Duration::from_secs(12 * 60 * 60));
        assert_eq!(config.session.stream, Duration::from_secs(60));
        assert_eq!(config.code.lifetime, Duration::from_secs(10 * 60));
        assert_eq!(
            config.idempotency.retention,
            Duration::from_secs(24 * 60 * 60)
        );
        assert_eq!(config.events.retention, Duration::from_secs(24 * 60 * 60));
        assert_eq!(config.events.heartbeat, Duration::from_secs(15));
        assert_eq!(config.events.stream_lifetime, Duration::from_secs(10 * 60));
        assert_eq!(config.https.own, None);
        assert_eq!(config.log.format, LogFormat::Text);
    }

    #[test]
    fn documents_every_key_in_the_comment_above_it() {
        let lines: Vec<&str> = DEFAULT.lines().collect();
        let keys = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.contains(" = ") && !line.starts_with('#'));
        let mut seen = 0;
        for (at, line) in keys {
            assert!(
                lines[at - 1].starts_with("# "),
                "no comment stands above `{line}`"
            );
            seen += 1;
        }
        assert!(seen > 25, "only {seen} keys were found");
    }

    #[test]
    fn has_no_key_that_is_not_read_and_none_is_read_that_it_has_not() {
        // Reading refuses both: unknown keys, and required ones that are missing.
        assert!(from_environment(&[]).is_ok());
        for line in DEFAULT
            .lines()
            .filter(|line| line.contains(" = ") && !line.starts_with('#'))
        {
            let (key, _) = line.split_once(" = ").unwrap();
            let without_it =
                DEFAULT.replacen(&format!("\n{line}\n"), &format!("\nnot_{line}\n"), 1);
            let said = refused(loaded(&without_it, &[], key));
            assert!(
                said.contains(&format!("not_{key}: there is no such key")),
                "{said}"
            );
        }
    }
}

mod layers {
    use super::*;

    #[test]
    fn a_file_replaces_what_it_names_and_nothing_else() {
        let config = loaded("[session]\nlifetime_minutes = 5\n", &[], "names").unwrap();
        assert_eq!(config.session.lifetime, Duration::from_secs(300));
        assert_eq!(config.session.stream, Duration::from_secs(60));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = "[log]\nformat = \"text\"\nfilter = \"debug\"\n[https]\ntrusted_proxies = [\"10.0.0.1\"]";
        let set = [
            ("NEXUS_LOG_FORMAT", "json"),
            ("NEXUS_HTTPS_TRUSTED_PROXIES", "10.1.0.0/16, fd00::/8"),
            ("NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK", "true"),
            ("NEXUS_CODE_TRIES", "3"),
            ("PATH", "/bin"),
        ];
        let config = loaded(file, &set, "wins").unwrap();
        assert_eq!(config.log.format, LogFormat::Json);
        assert_eq!(config.log.filter, "debug");
        assert_eq!(config.https.trusted_proxies.len(), 2);
        assert!(config.https.allow_plain_http_on_loopback);
        assert_eq!(config.code.tries.get(), 3);
    }

    #[test]
    fn an_empty_list_in_the_environment_is_none() {
        let file = "[https]\ntrusted_proxies = [\"10.0.0.1\"]";
        let config = loaded(file, &[("NEXUS_HTTPS_TRUSTED_PROXIES", "")], "none").unwrap();
        assert_eq!(config.https.trusted_proxies, []);
    }

    #[test]
    fn what_kubernetes_sets_for_services_is_nobodys_mistake() {
        let set = [
            ("NEXUS_API_SERVICE_HOST", "10.0.0.7"),
            ("NEXUS_API_SERVICE_PORT", "443"),
            ("NEXUS_API_SERVICE_PORT_HTTPS", "443"),
            ("NEXUS_API_PORT", "tcp://10.0.0.7:443"),
            ("NEXUS_API_PORT_443_TCP_ADDR", "10.0.0.7"),
            ("NEXUS_CONFIG", "/etc/nexus.toml"),
        ];
        assert!(from_environment(&set).is_ok());
    }
}

mod mistakes {
    use super::*;

    #[test]
    fn are_all_named_at_once_with_file_line_and_key() {
        let file = "[sesion]\nlifetime_minutes = 5\n[code]\ntries = 0\n[log]\nformat = \"xml\"\n";
        let set = [("NEXUS_API_LISTEN", "8700"), ("NEXUS_LOG_FLITER", "info")];
        let said = refused(loaded(file, &set, "all"));
        assert!(said.contains("Problems: 5"), "{said}");
        assert!(
            said.contains("all.toml:1: sesion: there is no such key; did you mean `session`?"),
            "{said}"
        );
        assert!(
            said.contains(
                "all.toml:4: code.tries: 0 is out of bounds; write a whole number from 1 to 100"
            ),
            "{said}"
        );
        assert!(
            said.contains("all.toml:6: log.format: `xml` is not known; write `text` or `json`"),
            "{said}"
        );
        assert!(
            said.contains("environment variable NEXUS_API_LISTEN: api.listen: `8700` won't do"),
            "{said}"
        );
        assert!(
            said.contains("variable NEXUS_LOG_FLITER: there is no such variable; did you mean `NEXUS_LOG_FILTER`?"),
            "{said}"
        );
    }

    #[test]
    fn of_values_that_contradict_each_other_are_named() {
        for (file, words) in [
            ("[session]\nceiling_minutes = 10", "outlive its ceiling"),
            (
                "[https]\ncertificate_file = \"cert.pem\"",
                "https.key_file: the certificate's key is missing",
            ),
            (
                "[https]\nkey_file = \"key.pem\"",
                "https.certificate_file: the key's certificate is missing",
            ),
            (
                "[events]\nstream_jitter_seconds = 600",
                "leaves nothing of a stream's life",
            ),
            (
                "[operations]\nlisten = \"127.0.0.1:8700\"",
                "give each its own port",
            ),
            (
                "[https]\ntrusted_proxies = [\"everyone\"]",
                "https.trusted_proxies[0]: `everyone` won't do",
            ),
            (
                "[delivery]\nresend_key = \"re_1\"",
                "delivery.by: a provider is configured beside it and would be sent nothing",
            ),
            ("[log]\nfilter = \"info,=nonsense=\"", "log.filter"),
            (
                "session = 5",
                "session: a whole number stands where a table belongs",
            ),
        ] {
            let said = refused(loaded(file, &[], "contradict"));
            assert!(
                said.contains(words),
                "`{file}` is told `{words}`, not {said}"
            );
        }
    }

    #[test]
    fn of_the_file_itself_are_named() {
        let missing = Config::load(Some("no/such/file.toml".as_ref()), variables(&[]));
        assert!(refused(missing).starts_with("no/such/file.toml can't be read: "));
        let said = refused(loaded("[api\n", &[], "syntax"));
        assert!(said.contains("syntax.toml:1: this is no TOML: "), "{said}");
    }

    #[test]
    fn of_numbers_in_the_environment_are_named_by_variable() {
        let said = refused(from_environment(&[("NEXUS_CODE_TRIES", "five")]));
        assert!(
            said.contains("environment variable NEXUS_CODE_TRIES: code.tries: text stands where a whole number"),
            "{said}"
        );
    }
}

mod secrets {
    use super::*;

    const PASSWORD: &str = "correct-horse-battery";

    #[test]
    fn are_not_printed_with_the_configuration() {
        let url = format!("postgres://nexus:{PASSWORD}@db/nexus");
        let config = from_environment(&[("NEXUS_DATABASE_URL", &url)]).unwrap();
        assert_eq!(config.database.url.expose_secret(), url);
        assert!(!format!("{config:?}").contains(PASSWORD));
    }

    #[test]
    fn are_not_printed_with_their_mistakes() {
        let url = format!("mysql://nexus:{PASSWORD}@db/nexus");
        let said = refused(from_environment(&[("NEXUS_DATABASE_URL", &url)]));
        assert!(said.contains("database.url: it names no database there is a store for"));
        assert!(!said.contains(PASSWORD));
        let said = refused(loaded(
            &format!("[database]\nurl = [\"{url}\"]"),
            &[],
            "secret",
        ));
        assert!(!said.contains(PASSWORD), "{said}");
        let said = refused(loaded(
            &format!("[database]\nurl = \"{url}\n"),
            &[],
            "unclosed",
        ));
        assert!(!said.contains(PASSWORD), "{said}");
        let secret = [("NEXUS_DELIVERY_RESEND_WEBHOOK_SECRET", PASSWORD)];
        let said = refused(from_environment(&secret));
        assert!(said.contains("`whsec_` and base64"), "{said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
}

#[test]
fn proxies_are_believed_by_their_network_however_their_address_is_written() {
    let set = [
        ("NEXUS_HTTPS_TRUSTED_PROXIES", "10.0.0.0/8,192.0.2.7"),
        ("NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK", "true"),
    ];
    let https = from_environment(&set).unwrap().https;
    let peer = |text: &str| text.parse::<IpAddr>().unwrap();
    assert!(https.believes(peer("10.200.3.4")));
    assert!(https.believes(peer("::ffff:10.200.3.4")));
    assert!(https.believes(peer("192.0.2.7")));
    assert!(!https.believes(peer("192.0.2.8")));
    assert!(!https.believes(peer("127.0.0.1")), "not even this machine");
    assert!(https.excuses(peer("::1")) && https.excuses(peer("::ffff:127.0.0.1")));
    assert!(!https.excuses(peer("10.200.3.4")));
    let by_default = from_environment(&[]).unwrap().https;
    assert!(
        !by_default.excuses(peer("127.0.0.1")),
        "not unless asked for"
    );
}
