//! Handing a message over to whoever brings it to the customer.

use async_trait::async_trait;

use crate::session::Contact;

/// A message ready to be sent.
#[derive(Clone)]
pub struct Message {
    /// Names it for life: sending it twice under one id is sending it once.
    pub id: String,
    /// What it is about.
    pub kind: String,
    /// Whom it comes from.
    pub from: String,
    /// Whom it goes to.
    pub to: Contact,
    /// Its subject; a text message has none.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// A calendar file that goes with it.
    pub calendar: Option<String>,
}

/// A message could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The outbox can't be written.
    #[error("the outbox at {folder} can't be written: {source}")]
    Outbox {
        /// Where it is.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Brings messages to customers.
#[async_trait]
pub trait Delivery: Send + Sync {
    /// Takes a message over. A message of an id that was taken over before is not sent again.
    ///
    /// # Errors
    /// When it was not taken over, and trying again later may help.
    async fn deliver(&self, message: &Message) -> Result<(), DeliveryError>;
}
