//! The names of things: one type each, so that one cannot stand for another.
//!
//! They are opaque. Nothing here looks inside one; their order only serves to break ties the same
//! way everywhere. Cloning one copies no text, since a search names the same staff thousands of times.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

macro_rules! opaque_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
        #[serde(from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

opaque_ids! {
    /// A service of one tenant.
    ServiceId,
    /// A member of staff of one tenant.
    StaffId,
    /// A booking of one tenant.
    BookingId,
}
