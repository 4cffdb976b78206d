//! Both providers, and what they delivered.

use crate::providers::{Resend, Twilio};

/// Stand-ins for both providers.
pub(super) struct Providers {
    resend: Resend,
    twilio: Twilio,
}

/// A message that reached its receiver.
pub(super) struct Delivery {
    /// What its provider calls it.
    pub(super) id: String,
    /// Whom it reached.
    pub(super) to: String,
    /// What it says, as far as that tells it from others.
    pub(super) says: String,
    /// When the provider took it over, in microseconds since the epoch.
    pub(super) at: i64,
}

impl Providers {
    pub(super) async fn start() -> Self {
        Self {
            resend: Resend::start().await,
            twilio: Twilio::start().await,
        }
    }

    /// What tells the system of them.
    pub(super) fn variables(&self) -> [(&'static str, String); 6] {
        [
            ("NEXUS_DELIVERY_BY", "providers".to_owned()),
            ("NEXUS_DELIVERY_RESEND_URL", self.resend.url()),
            ("NEXUS_DELIVERY_RESEND_KEY", self.resend.key().to_owned()),
            ("NEXUS_DELIVERY_TWILIO_URL", self.twilio.url()),
            (
                "NEXUS_DELIVERY_TWILIO_ACCOUNT",
                self.twilio.account().to_owned(),
            ),
            (
                "NEXUS_DELIVERY_TWILIO_TOKEN",
                self.twilio.token().to_owned(),
            ),
        ]
    }

    pub(super) fn deliveries(&self) -> Vec<Delivery> {
        let emails = self.resend.emails().into_iter().map(|email| Delivery {
            to: email.to().to_owned(),
            says: email.text("text").to_owned(),
            id: email.id,
            at: email.taken_at.timestamp_micros(),
        });
        let texts = self.twilio.messages().into_iter().map(|text| Delivery {
            id: text.sid,
            to: text.to,
            says: text.body,
            at: text.taken_at.timestamp_micros(),
        });
        emails.chain(texts).collect()
    }
}
