//! Exact decimal numbers: bounds and multiples of a schema are compared as written, not as the nearest double.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// `digits / 10^scale`, without trailing zeros in the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    digits: i128,
    scale: u32,
}

const MOST_DIGITS: i128 = 100_000_000_000_000_000_000;
const MOST_SCALE: u32 = 18;

impl Decimal {
    pub(crate) fn integer(value: i128) -> Self {
        Self {
            digits: value,
            scale: 0,
        }
    }

    fn new(mut digits: i128, mut scale: u32) -> Option<Self> {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        (digits.abs() <= MOST_DIGITS && scale <= MOST_SCALE).then_some(Self { digits, scale })
    }

    /// Reads a JSON number exactly; `None` when it needs more digits than are kept.
    pub(crate) fn parse(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text.as_str(), 0),
        };
        if exponent > 15
            && let Some(exact) = number
                .as_f64()
                .and_then(|float| format!("{float:.0}").parse().ok())
        {
            return Self::new(exact, 0);
        }
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() > 30 || exponent.abs() > 40 {
            return None;
        }
        let mut digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let mut scale = i64::try_from(fraction.len()).ok()? - exponent;
        while scale < 0 {
            digits = digits.checked_mul(10)?;
            scale += 1;
        }
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self::new(digits, u32::try_from(scale).ok()?)
    }

    pub(crate) fn is_integer(self) -> bool {
        self.scale == 0
    }

    pub(crate) fn is_positive(self) -> bool {
        self.digits > 0
    }

    fn aligned(self, other: Self) -> (i128, i128, u32) {
        let scale = self.scale.max(other.scale);
        let raise = |decimal: Self| {
            decimal
                .digits
                .saturating_mul(10_i128.saturating_pow(scale - decimal.scale))
        };
        (raise(self), raise(other), scale)
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other);
        Self::new(left.checked_add(right)?, scale)
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other);
        Self::new(left.checked_sub(right)?, scale)
    }

    pub(crate) fn times(self, factor: i128) -> Option<Self> {
        Self::new(self.digits.checked_mul(factor)?, self.scale)
    }

    pub(crate) fn half(self) -> Option<Self> {
        Self::new(self.digits.checked_mul(5)?, self.scale + 1)
    }

    pub(crate) fn tenth(self) -> Option<Self> {
        Self::new(self.digits, self.scale + 1)
    }

    pub(crate) fn is_multiple_of(self, step: Self) -> bool {
        let (value, step, _) = self.aligned(step);
        step != 0 && value % step == 0
    }

    /// The smallest positive number that is a multiple of both.
    pub(crate) fn common_multiple(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other);
        let (mut large, mut small) = (left.abs(), right.abs());
        while small != 0 {
            (large, small) = (small, large % small);
        }
        if large == 0 {
            return None;
        }
        Self::new((left / large).checked_mul(right)?.abs(), scale)
    }

    /// How often `step` fits, rounded up.
    pub(crate) fn steps_up(self, step: Self) -> i128 {
        let (value, step, _) = self.aligned(step);
        if step == 0 {
            return 0;
        }
        value.div_euclid(step) + i128::from(value.rem_euclid(step) != 0)
    }

    /// The JSON number, if a double holds it exactly enough to read back as the same decimal.
    pub(crate) fn to_json(self) -> Option<Value> {
        let number = if self.scale == 0 {
            match (i64::try_from(self.digits), u64::try_from(self.digits)) {
                (Ok(signed), _) => Number::from(signed),
                (_, Ok(unsigned)) => Number::from(unsigned),
                _ => {
                    let float: f64 = self.digits.to_string().parse().ok()?;
                    let is_exact = format!("{float:.0}").parse() == Ok(self.digits);
                    return is_exact
                        .then(|| Number::from_f64(float).map(Value::Number))
                        .flatten();
                }
            }
        } else {
            Number::from_f64(format!("{}e-{}", self.digits, self.scale).parse().ok()?)?
        };
        (Self::parse(&number) == Some(self)).then_some(Value::Number(number))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right, _) = self.aligned(*other);
        left.cmp(&right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(&serde_json::from_str(text).unwrap()).unwrap()
    }

    #[test]
    fn decimals_are_read_exactly_and_printed_back() {
        assert_eq!(decimal("1.0"), Decimal::integer(1));
        assert_eq!(decimal("1e3"), Decimal::integer(1000));
        assert_eq!(decimal("0.25").times(4).unwrap(), Decimal::integer(1));
        assert!(decimal("18446744073709551615") > decimal("18446744073709551614"));
        assert!(decimal("0.07").is_multiple_of(decimal("0.01")));
        assert_eq!(decimal("0.3").to_json().unwrap(), serde_json::json!(0.3));
        assert!(Decimal::parse(&serde_json::from_str("1e300").unwrap()).is_none());
    }

    #[test]
    fn multiples_meet_in_their_least_common_one() {
        assert_eq!(
            decimal("4").common_multiple(decimal("6")).unwrap(),
            Decimal::integer(12)
        );
        assert_eq!(
            decimal("0.5").common_multiple(decimal("0.2")).unwrap(),
            Decimal::integer(1)
        );
        assert_eq!(decimal("-0.5").steps_up(decimal("1")), 0);
        assert_eq!(decimal("7").steps_up(decimal("3")), 3);
    }
}
