//! What all pages of a site share.

use std::{fmt, sync::Arc, time::Duration};

use business_client::{BusinessClient, Clock, DateTime, Directory, Utc};
use serde::Serialize;
use tera::{Context, Tera};
use url::Url;

use crate::{
    Brand, Config, Error, Visit, assets::Assets, cookie::SessionCookie, headers::Headers,
    metrics::Metrics, seal::Seal, sessions::Sessions, setup::Setup, templates,
};

/// The icon of a site that has none of its own.
const ICON: &str = include_str!("static/icon.svg");

/// Time a page's work may take. Each call is bounded more tightly, and a page may need several.
const PATIENCE: Duration = Duration::from_secs(22);

/// Whose site it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tenants {
    /// One tenant's: its pages stand at the root.
    One(String),
    /// Any tenant's: its pages stand under `/{slug}`.
    ByPath,
}

/// Something that is put into every page, for its templates.
type Told = Box<dyn Fn(&Visit, &mut Context) + Send + Sync>;

/// Puts a [`Site`] together.
pub struct SiteBuilder {
    name: String,
    config: Config,
    templates: Vec<(&'static str, &'static str)>,
    style: String,
    everywhere: Vec<Told>,
    icon: &'static str,
    brand: Brand,
    image_sources: Vec<Url>,
    clock: Clock,
    patience: Duration,
}

impl SiteBuilder {
    /// A site of this name. It is one tenant's if the configuration names one, else any tenant's.
    #[must_use]
    pub fn new(name: impl Into<String>, config: Config) -> Self {
        Self {
            name: name.into(),
            config,
            templates: Vec::new(),
            style: String::new(),
            everywhere: Vec::new(),
            icon: ICON,
            brand: Brand::default(),
            image_sources: Vec::new(),
            clock: Arc::new(Utc::now),
            patience: PATIENCE,
        }
    }

    /// Adds a template, or replaces one of the same name: one of the kit's, such as `header.html`, or one added before.
    #[must_use]
    pub fn template(mut self, name: &'static str, content: &'static str) -> Self {
        self.templates.push((name, content));
        self
    }

    /// Adds style, read after the kit's and what was added before.
    #[must_use]
    pub fn style(mut self, style: &str) -> Self {
        self.style.push_str(style);
        self
    }

    /// Tells every page's templates something, by this name: for a header that shows more than the kit knows.
    #[must_use]
    pub fn on_every_page<T: Serialize>(
        mut self,
        name: &'static str,
        tell: impl Fn(&Visit) -> T + Send + Sync + 'static,
    ) -> Self {
        let told = move |visit: &Visit, page: &mut Context| page.insert(name, &tell(visit));
        self.everywhere.push(Box::new(told));
        self
    }

    /// The site's icon, as SVG.
    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    /// The colours of pages that are no tenant's.
    #[must_use]
    pub fn brand(mut self, brand: Brand) -> Self {
        self.brand = brand;
        self
    }

    /// Allows pages to show images from this URL's origin.
    #[must_use]
    pub fn images_from(mut self, url: Url) -> Self {
        self.image_sources.push(url);
        self
    }

    /// Tells the time by another clock.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// How long a visitor waits at most until they are told that it takes too long: 22 seconds unless
    /// set. Not longer than 25, or they may be told so by less than a page.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The site. Nothing is sent yet: it starts whether or not the scheduling server runs.
    ///
    /// # Errors
    /// If a template is wrong, or a URL of the configuration can't be used.
    pub fn build(self) -> Result<Site, Error> {
        let directory = Directory::connect(self.config.api_url.as_str())?;
        Ok(Site(Arc::new(Inner {
            headers: Headers::new(&self.config, &self.image_sources)?,
            tera: templates::compile(&self.templates)?,
            assets: Assets::new(&self.style, self.icon),
            tenants: match &self.config.tenant {
                Some(slug) => Tenants::One(slug.clone()),
                None => Tenants::ByPath,
            },
            everywhere: self.everywhere,
            name: self.name,
            brand: self.brand,
            clock: self.clock,
            patience: self.patience,
            directory,
            cookie: SessionCookie::of(&self.config.public_url),
            sessions: Sessions::default(),
            setup: Setup::default(),
            seal: Seal::new(),
            metrics: Metrics::new(),
            config: self.config,
        })))
    }
}

/// A site of one process. Clones are the same site.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    name: String,
    config: Config,
    tenants: Tenants,
    directory: Directory,
    brand: Brand,
    tera: Tera,
    assets: Assets,
    everywhere: Vec<Told>,
    headers: Headers,
    cookie: SessionCookie,
    sessions: Sessions,
    setup: Setup,
    seal: Seal,
    metrics: Metrics,
    clock: Clock,
    patience: Duration,
}

impl Site {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it was set up with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Whose it is.
    #[must_use]
    pub fn tenants(&self) -> &Tenants {
        &self.0.tenants
    }

    /// The businesses of the scheduling server.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0.clock)()
    }

    pub(crate) fn business(&self, slug: &str) -> BusinessClient {
        let business = self.0.directory.business(slug);
        match &self.0.config.api_public_url {
            Some(url) => business.with_public_url(url.as_str()),
            None => business,
        }
    }

    /// Time a page's work may take.
    pub(crate) fn patience(&self) -> Duration {
        self.0.patience
    }

    pub(crate) fn brand(&self) -> Brand {
        self.0.brand
    }

    pub(crate) fn tera(&self) -> &Tera {
        &self.0.tera
    }

    /// Puts into a page what all of them have.
    pub(crate) fn tell_every_page(&self, visit: &Visit, page: &mut Context) {
        for told in &self.0.everywhere {
            told(visit, page);
        }
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn headers(&self) -> &Headers {
        &self.0.headers
    }

    pub(crate) fn cookie(&self) -> &SessionCookie {
        &self.0.cookie
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.0.setup
    }

    pub(crate) fn seal(&self) -> &Seal {
        &self.0.seal
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("name", &self.0.name)
            .field("tenants", &self.0.tenants)
            .finish_non_exhaustive()
    }
}
