//! Prices as people read them.

use business_client::types::Money;
use iso_currency::Currency;

/// A price, such as `€110`, `$68.50`, `NPR 600`; nothing to pay is `Free`.
///
/// ```
/// # use business_client::types::Money;
/// let price = |amount, currency: &str| site_kit::money::written(&Money {
///     amount,
///     currency: currency.to_owned(),
/// });
/// assert_eq!(price(11_000, "EUR"), "€110");
/// assert_eq!(price(6_850, "USD"), "$68.50");
/// assert_eq!(price(60_000, "NPR"), "NPR 600");
/// assert_eq!(price(1_200, "JPY"), "¥1,200");
/// assert_eq!(price(0, "EUR"), "Free");
/// ```
#[must_use]
pub fn written(price: &Money) -> String {
    if price.amount == 0 {
        return "Free".to_owned();
    }
    let exponent = Currency::from_code(&price.currency).and_then(Currency::exponent);
    told(price.amount, exponent.unwrap_or(2), &price.currency)
}

/// An amount that a shop counts in hundredths, even if it is nothing: Vendure does so whatever the currency.
///
/// ```
/// assert_eq!(site_kit::money::hundredths(6_850, "USD"), "$68.50");
/// assert_eq!(site_kit::money::hundredths(120_000, "JPY"), "¥1,200");
/// assert_eq!(site_kit::money::hundredths(1_250, "KWD"), "KWD 12.50");
/// assert_eq!(site_kit::money::hundredths(0, "EUR"), "€0");
/// ```
#[must_use]
pub fn hundredths(amount: i64, code: &str) -> String {
    told(amount, 2, code)
}

fn told(amount: i64, digits: u16, code: &str) -> String {
    let currency = Currency::from_code(code);
    let unit = 10_u64.pow(u32::from(digits));
    let (whole, rest) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let fraction = match rest {
        0 => String::new(),
        rest => format!(".{rest:0width$}", width = usize::from(digits)),
    };
    let sign = if amount < 0 { "−" } else { "" };
    let whole = grouped(whole);
    match code {
        "EUR" | "USD" | "GBP" | "JPY" => {
            let symbol = currency.map(|currency| currency.symbol().to_string());
            format!("{sign}{}{whole}{fraction}", symbol.unwrap_or_default())
        }
        // Symbols such as kr, $ or ₨ belong to several currencies: the code says which.
        code => format!("{sign}{code} {whole}{fraction}"),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
