//! Changing the cart. Whatever Vendure answers, the cart is read again: an error may have changed it too.

use super::{
    Error, Order, Shop,
    checkout::{FILLING, Step},
    generated::{AddItem, AdjustLine, RemoveLine, add_item, adjust_line, remove_line},
};

/// The largest quantity that is asked for at once.
const MOST: u32 = 1_000;

/// The cart after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Changed {
    /// As it is now; `None` if there is none.
    pub cart: Option<Order>,
    /// Why it isn't as asked for. The cart may have changed all the same.
    pub problem: Option<Problem>,
}

/// Why a cart isn't as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There are fewer; as many as there are may be in the cart now.
    InsufficientStock {
        /// So many there were for this cart.
        available: u32,
    },
    /// The cart has as much in it as the shop allows.
    CartFull,
    /// The shop doesn't allow it.
    NotAllowed {
        /// The shop's words.
        message: String,
    },
    /// The cart can't be changed as it stands: it is being paid for, in another window perhaps.
    BeingPaid,
}

/// What a change came to.
enum Outcome {
    Done,
    Locked,
    Problem(Problem),
}

impl Shop {
    /// Puts pieces of a variant into the cart.
    ///
    /// # Errors
    /// [`Error::NotFound`] if this shop has no such variant; that Vendure can't answer.
    pub async fn add(&self, variant_id: &str, quantity: u32) -> Result<Changed, Error> {
        self.change(move || async move {
            let variables = add_item::Variables {
                variant: variant_id.to_owned(),
                quantity: quantity.clamp(1, MOST).into(),
            };
            use add_item::AddItemOutcome as It;
            Ok(match self.ask::<AddItem>(variables).await?.outcome {
                It::Order => Outcome::Done,
                It::OrderModificationError(_) => Outcome::Locked,
                It::InsufficientStockError(it) => insufficient(it.quantity_available),
                It::OrderLimitError(_) => Outcome::Problem(Problem::CartFull),
                It::NegativeQuantityError(it) => not_allowed(it.message),
                It::OrderInterceptorError(it) => not_allowed(it.message),
                It::Unknown => not_allowed(String::new()),
            })
        })
        .await
    }

    /// Makes a line so many pieces; with 0 it is gone.
    ///
    /// # Errors
    /// That Vendure can't answer. A line that is gone already is no error.
    pub async fn adjust(&self, line_id: &str, quantity: u32) -> Result<Changed, Error> {
        if quantity == 0 {
            return self.remove(line_id).await;
        }
        self.change(move || async move {
            let variables = adjust_line::Variables {
                line: line_id.to_owned(),
                quantity: quantity.min(MOST).into(),
            };
            use adjust_line::AdjustLineOutcome as It;
            Ok(match self.ask::<AdjustLine>(variables).await {
                Err(Error::NotFound | Error::Refused { .. }) => Outcome::Done,
                Err(error) => return Err(error),
                Ok(answer) => match answer.outcome {
                    It::Order => Outcome::Done,
                    It::OrderModificationError(_) => Outcome::Locked,
                    It::InsufficientStockError(it) => insufficient(it.quantity_available),
                    It::OrderLimitError(_) => Outcome::Problem(Problem::CartFull),
                    It::NegativeQuantityError(it) => not_allowed(it.message),
                    It::OrderInterceptorError(it) => not_allowed(it.message),
                    It::Unknown => not_allowed(String::new()),
                },
            })
        })
        .await
    }

    /// Takes a line out of the cart.
    ///
    /// # Errors
    /// That Vendure can't answer. A line that is gone already is no error.
    pub async fn remove(&self, line_id: &str) -> Result<Changed, Error> {
        self.change(move || async move {
            let line = line_id.to_owned();
            use remove_line::RemoveLineOutcome as It;
            Ok(
                match self
                    .ask::<RemoveLine>(remove_line::Variables { line })
                    .await
                {
                    Err(Error::NotFound | Error::Refused { .. }) => Outcome::Done,
                    Err(error) => return Err(error),
                    Ok(answer) => match answer.outcome {
                        It::Order => Outcome::Done,
                        It::OrderModificationError(_) => Outcome::Locked,
                        It::OrderInterceptorError(it) => not_allowed(it.message),
                        It::Unknown => not_allowed(String::new()),
                    },
                },
            )
        })
        .await
    }

    /// Makes the change; once more if the cart had begun to be paid for and could be opened again.
    async fn change<F>(&self, attempt: impl Fn() -> F) -> Result<Changed, Error>
    where
        F: Future<Output = Result<Outcome, Error>>,
    {
        let mut outcome = attempt().await?;
        if matches!(outcome, Outcome::Locked) && self.move_to(FILLING).await? == Step::Done {
            outcome = attempt().await?;
        }
        let problem = match outcome {
            Outcome::Done => None,
            Outcome::Locked => Some(Problem::BeingPaid),
            Outcome::Problem(problem) => Some(problem),
        };
        let cart = self.cart().await?;
        Ok(Changed { cart, problem })
    }
}

fn insufficient(available: i64) -> Outcome {
    Outcome::Problem(Problem::InsufficientStock {
        available: u32::try_from(available).unwrap_or(0),
    })
}

fn not_allowed(message: String) -> Outcome {
    Outcome::Problem(Problem::NotAllowed { message })
}
