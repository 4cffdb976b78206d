//! A customer who wishes to be forgotten.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    clock::Clock,
    ids::Ids,
    messages::Outbox,
    session::Contact,
    store::{Erased, Store, StoreError, carried_out},
};

/// Why nobody is erased.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// The text is no contact.
    #[error("`{0}` is no contact: write an email address, or a phone number that begins with `+`")]
    NoContact(String),
    /// There is no such tenant.
    #[error("there is no tenant `{0}`; `scheduler-api tenants import` adds tenants")]
    NoTenant(String),
    /// The database doesn't answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Messages that landed in a folder are still there.
    #[error(
        "what is in the database is erased, but not the messages in {}: {reason}; remove those to this contact by hand, \
         or run it again as who owns them", folder.display()
    )]
    Outbox {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        reason: io::Error,
    },
}

/// Erases everything personal of the customer of a contact at a tenant, in one transaction; nothing if
/// nobody is known by it, which is so after the first time. Bookings stay as time that is taken.
///
/// # Errors
/// When the contact or the tenant is none, or the database doesn't answer.
pub async fn erase(
    store: &Store,
    clock: &Arc<dyn Clock>,
    ids: &Arc<dyn Ids>,
    tenant: &str,
    contact: &str,
) -> Result<Option<Erased>, ErasureError> {
    let contact =
        Contact::written(contact).ok_or_else(|| ErasureError::NoContact(contact.to_owned()))?;
    let found = store.tenant(tenant).await?;
    let tenant = found.ok_or_else(|| ErasureError::NoTenant(tenant.to_owned()))?;
    let erased = carried_out(&**ids, || async {
        let now = clock.now();
        let mut transaction = store.begin(&tenant).await?;
        let Some(customer) = transaction.known_customer(&contact).await? else {
            return Ok(None);
        };
        let nobody = ids.uuid(now).to_string();
        let erased = transaction
            .erase_customer(&customer, &contact, &nobody, now)
            .await?;
        transaction.announce(&customer).await?;
        transaction.commit().await?;
        Ok::<_, StoreError>(Some(erased))
    });
    Ok(erased.await?)
}

/// Erases the messages to a contact of a tenant that landed in a folder instead of being sent, and says how many there
/// were.
///
/// # Errors
/// When the contact is none, or the folder can't be read or changed.
pub async fn erase_outbox(folder: &Path, tenant: &str, contact: &str) -> Result<u64, ErasureError> {
    let contact =
        Contact::written(contact).ok_or_else(|| ErasureError::NoContact(contact.to_owned()))?;
    let erased = Outbox::new(folder.to_owned()).erase(tenant, &contact).await;
    erased.map_err(|reason| ErasureError::Outbox {
        folder: folder.to_owned(),
        reason,
    })
}
