//! What a site is set up with: a TOML file, and the environment over it.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::Range,
    path::{Path, PathBuf},
};

use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

/// Variables of the environment that set a key begin with this: `SITE_PUBLIC_URL` is `public_url`.
const PREFIX: &str = "SITE_";

/// Names the configuration file, and is no key.
const FILE: &str = "SITE_CONFIG";

/// The configuration of a site. Unknown keys are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to serve on.
    pub listen: SocketAddr,
    /// Where visitors reach the site. Over `https` cookies are `Secure` and named `__Host-…`.
    pub public_url: Url,
    /// Where this process reaches the scheduling server.
    pub api_url: Url,
    /// Where a visitor's browser reaches it, if that is elsewhere.
    pub api_public_url: Option<Url>,
    /// The tenant's slug, for a site of one tenant.
    pub tenant: Option<String>,
    /// Networks of proxies that are believed when they name the visitor's address in
    /// `X-Forwarded-For`.
    pub trusted_proxies: Vec<IpNet>,
    /// The shop behind the site, if there is one.
    pub shop: Option<ShopConfig>,
    /// What is logged: a level, or levels by module.
    pub log: String,
}

/// A Vendure server, and which of its channels belongs to which tenant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShopConfig {
    /// Its Shop API, such as `https://shop.example.com/shop-api`.
    pub url: Url,
    /// The token of each tenant's channel, by the tenant's slug.
    pub channels: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        let url = |port: u16| {
            Url::parse(&format!("http://127.0.0.1:{port}")).unwrap_or_else(|_| unreachable!())
        };
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8704),
            public_url: url(8704),
            api_url: url(8700),
            api_public_url: None,
            tenant: None,
            trusted_proxies: Vec::new(),
            shop: None,
            log: "info".to_owned(),
        }
    }
}

/// A configuration that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum UnfitConfig {
    /// The file can't be read.
    #[error("the configuration file {} can't be read: {source}", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file, or a variable over it, has something that is no configuration.
    #[error("the site's configuration can't be used: {reason}")]
    Unfit {
        /// What is wrong, and where.
        reason: String,
    },
}

impl Config {
    /// The defaults, a file's keys over them, and the environment's `SITE_…` over those. Lists are
    /// written with commas there; the shop is set in a file only.
    ///
    /// # Errors
    /// If the file can't be read, or a key isn't known or has a value that doesn't fit.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, UnfitConfig> {
        let variables: BTreeMap<String, String> = environment
            .into_iter()
            .filter(|(name, _)| name.starts_with(PREFIX))
            .collect();
        let named = variables.get(FILE).map(PathBuf::from);
        let mut table = match file.map(Path::to_owned).or(named) {
            Some(file) => read(file)?,
            None => toml::Table::new(),
        };
        for (name, value) in variables.iter().filter(|(name, _)| *name != FILE) {
            let key = name.trim_start_matches(PREFIX).to_lowercase();
            let value = match key.as_str() {
                "trusted_proxies" => list(value),
                _ => toml::Value::String(value.clone()),
            };
            let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
            let read: Result<Self, _> = alone.try_into();
            read.map_err(|error| unfit(name, &error))?;
            table.insert(key, value);
        }
        let config: Self = table
            .try_into()
            .map_err(|error| unfit("file and variables together", &error))?;
        config.checked()
    }

    /// Whether visitors come over HTTPS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Where a visitor's browser reaches the scheduling server.
    #[must_use]
    pub fn browser_api_url(&self) -> &Url {
        self.api_public_url.as_ref().unwrap_or(&self.api_url)
    }

    fn checked(self) -> Result<Self, UnfitConfig> {
        let urls = [
            ("public_url", Some(&self.public_url)),
            ("api_url", Some(&self.api_url)),
            ("api_public_url", self.api_public_url.as_ref()),
            ("shop.url", self.shop.as_ref().map(|shop| &shop.url)),
        ];
        for (key, url) in urls {
            let fits = url
                .is_none_or(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some());
            if !fits {
                return Err(UnfitConfig::Unfit {
                    reason: format!("`{key}` isn't a URL like https://example.com"),
                });
            }
        }
        // Links and forms of all pages begin at the root.
        let public = &self.public_url;
        if public.path() != "/" || public.query().is_some() || public.fragment().is_some() {
            return Err(UnfitConfig::Unfit {
                reason: format!(
                    "`public_url` is {public}, but a site's pages stand at the root of its address: \
                     give it a host name of its own, such as https://book.example.com"
                ),
            });
        }
        Ok(self)
    }
}

fn read(file: PathBuf) -> Result<toml::Table, UnfitConfig> {
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(source) => return Err(UnfitConfig::Unreadable { file, source }),
    };
    let refused = |error: toml::de::Error| unfit(&place(&file, &text, error.span()), &error);
    let table: toml::Table = toml::from_str(&text).map_err(refused)?;
    // Read from its text too, not from the table: an error of that knows its place.
    let _: Config = toml::from_str(&text).map_err(refused)?;
    Ok(table)
}

fn unfit(place: &str, error: &toml::de::Error) -> UnfitConfig {
    UnfitConfig::Unfit {
        reason: format!("{place}: {}", error.message().trim()),
    }
}

/// `site.toml:3:1`: file, line and column, as far as they are known.
fn place(file: &Path, text: &str, span: Option<Range<usize>>) -> String {
    let file = file.display();
    let Some(before) = span.and_then(|span| text.get(..span.start)) else {
        return file.to_string();
    };
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    format!("{file}:{line}:{column}")
}

fn list(value: &str) -> toml::Value {
    let parts = value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    toml::Value::Array(
        parts
            .map(|part| toml::Value::String(part.to_owned()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_an_address_of_its_own() {
        let load = |url: &str| {
            let variables = [("SITE_PUBLIC_URL".to_owned(), url.to_owned())];
            Config::load(None, variables)
        };
        assert!(load("https://book.example.com").is_ok());
        for url in [
            "https://example.com/book",
            "https://example.com/?a=b",
            "https://example.com/#a",
        ] {
            let refused = load(url).unwrap_err().to_string();
            assert!(refused.contains(url), "{refused}");
        }
    }

    fn refused(text: &str, variables: &[(&str, &str)]) -> String {
        let folder = std::env::temp_dir().join(format!("site-config-{}", rand::random::<u64>()));
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("site.toml");
        std::fs::write(&file, text).unwrap();
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let loaded = Config::load(Some(&file), variables);
        std::fs::remove_dir_all(&folder).unwrap();
        let error = loaded.expect_err("it can't be used").to_string();
        error.replace(&format!("{}/", folder.display()), "")
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_or_its_variable() {
        let text = "tenant = \"stillwater\"\n\ncolour = \"red\"\n";
        let error = refused(text, &[]);
        assert!(
            error.contains("site.toml:3:1: unknown field `colour`"),
            "{error}"
        );
        let error = refused("[shop]\nurl = 7\nchannels = {}\n", &[]);
        assert!(error.contains("site.toml:2:7: "), "{error}");
        let error = refused("tenant = \n", &[]);
        assert!(error.contains("site.toml:1:"), "{error}");
        let error = refused("", &[("SITE_COLOUR", "red")]);
        assert!(
            error.contains("SITE_COLOUR: unknown field `colour`"),
            "{error}"
        );
        let error = refused("", &[("SITE_LISTEN", "8704")]);
        assert!(error.contains("SITE_LISTEN: "), "{error}");
    }
}
