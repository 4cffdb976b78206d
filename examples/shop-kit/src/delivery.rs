//! Who orders and where to, as it is typed into the checkout.

use std::collections::BTreeMap;

use business_client::shop::{Address, Customer, Delivery};
use serde::Serialize;
use site_kit::Form;

/// Characters of a field at most.
const LONGEST: usize = 200;

/// Fields that have to be something, in the order of the form, and what is said if they aren't.
const NEEDED: [(&str, &str); 6] = [
    ("first_name", "Please tell us your first name."),
    ("last_name", "Please tell us your last name."),
    (
        "email",
        "Please give an email address, such as kim@example.com.",
    ),
    ("street", "Please give street and number."),
    ("postal_code", "Please give the postal code."),
    ("city", "Please give the town."),
];

/// A field, as it was typed, and what is wrong with it.
#[derive(Default, Serialize)]
struct Typed {
    value: String,
    error: Option<&'static str>,
}

/// All fields, as they were typed.
#[derive(Serialize)]
pub(crate) struct Fields {
    first_name: Typed,
    last_name: Typed,
    email: Typed,
    street: Typed,
    street_2: Typed,
    postal_code: Typed,
    city: Typed,
    country: String,
    shipping: String,
}

impl Fields {
    pub(crate) fn of(form: &Form) -> Self {
        Self::read(|name| form.get(name).to_owned())
    }

    /// As they were kept, or empty.
    pub(crate) fn kept(kept: &str) -> Self {
        let kept: BTreeMap<String, String> = serde_json::from_str(kept).unwrap_or_default();
        Self::read(|name| kept.get(name).cloned().unwrap_or_default())
    }

    /// For when the visitor comes back to change something.
    pub(crate) fn keep(&self) -> String {
        let fields = [
            ("first_name", &self.first_name.value),
            ("last_name", &self.last_name.value),
            ("email", &self.email.value),
            ("street", &self.street.value),
            ("street_2", &self.street_2.value),
            ("postal_code", &self.postal_code.value),
            ("city", &self.city.value),
            ("country", &self.country),
            ("shipping", &self.shipping),
        ];
        serde_json::json!(BTreeMap::from(fields)).to_string()
    }

    fn read(value: impl Fn(&str) -> String) -> Self {
        let short = |name: &str| value(name).chars().take(LONGEST).collect::<String>();
        let typed = |name: &str| Typed {
            value: short(name),
            error: None,
        };
        Self {
            first_name: typed("first_name"),
            last_name: typed("last_name"),
            email: typed("email"),
            street: typed("street"),
            street_2: typed("street_2"),
            postal_code: typed("postal_code"),
            city: typed("city"),
            country: short("country"),
            shipping: short("shipping"),
        }
    }

    /// Says at the field what is wrong with the address that messages go to.
    pub(crate) fn refuse_email(&mut self, words: &'static str) {
        self.email.error = Some(words);
    }

    fn field(&mut self, name: &str) -> Option<&mut Typed> {
        Some(match name {
            "first_name" => &mut self.first_name,
            "last_name" => &mut self.last_name,
            "email" => &mut self.email,
            "street" => &mut self.street,
            "postal_code" => &mut self.postal_code,
            "city" => &mut self.city,
            _ => return None,
        })
    }

    /// The first field with which something is wrong, if that is so with any.
    pub(crate) fn first_wrong(&mut self) -> &'static str {
        let mut is_wrong = |name: &str| self.field(name).is_some_and(|it| it.error.is_some());
        let mut names = NEEDED.map(|(name, _)| name).into_iter();
        names.find(|name| is_wrong(name)).unwrap_or_default()
    }

    /// Marks what is missing; says whether nothing is.
    pub(crate) fn check(&mut self) -> bool {
        let mut is_whole = true;
        for (name, words) in NEEDED {
            if let Some(field) = self.field(name) {
                let fits = match name {
                    "email" => is_email(&field.value),
                    _ => !field.value.is_empty(),
                };
                if !fits {
                    field.error = Some(words);
                    is_whole = false;
                }
            }
        }
        is_whole
    }

    pub(crate) fn delivery(&self) -> Delivery {
        Delivery {
            customer: Customer {
                first_name: self.first_name.value.clone(),
                last_name: self.last_name.value.clone(),
                email: self.email.value.clone(),
            },
            address: Address {
                street: self.street.value.clone(),
                street_2: Some(self.street_2.value.clone()).filter(|it| !it.is_empty()),
                postal_code: self.postal_code.value.clone(),
                city: self.city.value.clone(),
                country: self.country.clone(),
            },
            shipping_method: self.shipping.clone(),
        }
    }
}

/// Something, an `@`, and something with a dot in it; a message tells the rest.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.ends_with('.')
            && !text.contains(char::is_whitespace)
    })
}
