//! The contact a request gives.

use scheduler_contracts::contact;

use crate::{failure::Failure, session::Contact};

/// A contact as it is kept.
///
/// # Errors
/// `Invalid` for an address that the contract's pattern lets through and that isn't an address alone.
pub(super) fn given(contact: &contact::Contact) -> Result<Contact, Failure> {
    Contact::given(contact).ok_or_else(|| {
        Failure::invalid(
            "/contact/address",
            "an email address alone, such as `kim@example.com`: no name, quotes or brackets",
        )
    })
}
