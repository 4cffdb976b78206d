//! Templates, compiled in. Everything printed is escaped, since all names end in `.html`.

use tera::Tera;

/// The kit's. A site may replace any of them by one of the same name; `header.html` and `footer.html`
/// are there to be replaced.
const KIT: &[(&str, &str)] = &[
    ("layout.html", include_str!("templates/layout.html")),
    ("header.html", include_str!("templates/header.html")),
    ("footer.html", include_str!("templates/footer.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("services.html", include_str!("templates/services.html")),
    ("slots.html", include_str!("templates/slots.html")),
    ("already.html", include_str!("templates/already.html")),
    ("details.html", include_str!("templates/details.html")),
    ("bookings.html", include_str!("templates/bookings.html")),
    ("booking.html", include_str!("templates/booking.html")),
    ("reschedule.html", include_str!("templates/reschedule.html")),
    ("cancel.html", include_str!("templates/cancel.html")),
    ("sign-in.html", include_str!("templates/sign-in.html")),
    ("verify.html", include_str!("templates/verify.html")),
    ("manage.html", include_str!("templates/manage.html")),
    ("trouble.html", include_str!("templates/trouble.html")),
];

/// The kit's templates, and a site's own over them.
pub(crate) fn compile(own: &[(&'static str, &'static str)]) -> Result<Tera, tera::Error> {
    let kept = KIT
        .iter()
        .filter(|(name, _)| own.iter().all(|(replaced, _)| replaced != name));
    let mut tera = Tera::new();
    tera.add_raw_templates(kept.chain(own).copied())?;
    Ok(tera)
}
