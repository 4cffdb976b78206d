//! What commands say on standard output.

use std::io::{self, ErrorKind, Write as _};

/// Says a page of lines. Whoever reads along, such as `head`, may have seen enough before its end.
///
/// # Errors
/// When it can't be written for another reason.
pub fn tell(page: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let told = writeln!(output, "{}", page.trim_end()).and_then(|()| output.flush());
    match told {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        told => told,
    }
}
