//! The frames of `text/event-stream` (WHATWG HTML, 9.2), read in pieces and within bounds.

use std::{collections::VecDeque, time::Duration};

/// Bytes of one frame, comments and unknown fields included.
const FRAME_LIMIT: usize = 256 * 1024;

/// One server-sent event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) id: Option<String>,
    pub(super) data: String,
}

/// A frame grew beyond what is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong {
    pub(super) limit: usize,
}

/// Cuts bytes into lines and lines into frames, wherever the pieces were cut.
#[derive(Debug, Default)]
pub(super) struct Frames {
    line: Vec<u8>,
    /// The last byte was a carriage return, so that a line feed now belongs to it.
    after_return: bool,
    begun: Frame,
    has_data: bool,
    size: usize,
    ready: VecDeque<Frame>,
    retry: Option<Duration>,
}

impl Frames {
    /// Takes the next piece of the stream.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), TooLong> {
        for &byte in piece {
            let after_return = std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if after_return => {}
                b'\n' => self.end_line(),
                b'\r' => {
                    self.after_return = true;
                    self.end_line();
                }
                _ => {
                    self.size += 1;
                    if self.size > FRAME_LIMIT {
                        return Err(TooLong { limit: FRAME_LIMIT });
                    }
                    self.line.push(byte);
                }
            }
        }
        Ok(())
    }

    /// The next whole frame.
    pub(super) fn pop(&mut self) -> Option<Frame> {
        self.ready.pop_front()
    }

    /// How long the server wants a client to wait before it connects again, if it said so.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return self.end_frame();
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_start_matches('\u{feff}');
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                if self.has_data {
                    self.begun.data.push('\n');
                }
                self.has_data = true;
                self.begun.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.begun.id = Some(value.to_owned()),
            "retry" => self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry),
            _ => {}
        }
    }

    fn end_frame(&mut self) {
        self.size = 0;
        let frame = std::mem::take(&mut self.begun);
        if std::mem::take(&mut self.has_data) {
            self.ready.push_back(frame);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(id: Option<&str>, data: &str) -> Frame {
        Frame {
            id: id.map(str::to_owned),
            data: data.to_owned(),
        }
    }

    fn frames(pieces: &[&str]) -> Vec<Frame> {
        let mut frames = Frames::default();
        for piece in pieces {
            frames.push(piece.as_bytes()).unwrap();
        }
        std::iter::from_fn(|| frames.pop()).collect()
    }

    #[test]
    fn a_frame_is_the_same_wherever_it_is_cut() {
        let text = "id: 7\r\nevent: x\r\ndata: {\"a\":1}\r\n\r\n: beat\r\n\r\ndata: b\r\n\r\n";
        let whole = frames(&[text]);
        assert_eq!(whole, [frame(Some("7"), "{\"a\":1}"), frame(None, "b")]);
        for at in 0..text.len() {
            let (left, right) = text.split_at(at);
            assert_eq!(frames(&[left, right]), whole, "cut at {at}");
        }
    }

    #[test]
    fn every_line_ending_ends_a_line() {
        for end in ["\n", "\r", "\r\n"] {
            let text = format!("data: a{end}data: b{end}{end}");
            assert_eq!(frames(&[&text]), [frame(None, "a\nb")], "{end:?}");
        }
    }

    #[test]
    fn a_frame_without_data_is_none_and_half_a_frame_waits() {
        assert_eq!(frames(&["id: 1\n\n", ": beat\n\n", "data: half\n"]), []);
    }

    #[test]
    fn the_wait_the_server_asks_for_is_kept() {
        let mut frames = Frames::default();
        frames.push(b"retry: 1500\n\nretry: soon\n\n").unwrap();
        assert_eq!(frames.retry(), Some(Duration::from_millis(1500)));
    }

    #[test]
    fn a_frame_without_end_is_cut_off() {
        let mut frames = Frames::default();
        let piece = vec![b'x'; 64 * 1024];
        let refused = (0..8).find_map(|_| frames.push(&piece).err());
        assert_eq!(refused, Some(TooLong { limit: FRAME_LIMIT }));
        let mut lines = Frames::default();
        let refused = (0..100_000).find_map(|_| lines.push(b"data: xxxxxxxx\n").err());
        assert_eq!(refused, Some(TooLong { limit: FRAME_LIMIT }));
    }

    #[test]
    fn bytes_that_are_no_text_do_not_end_the_stream() {
        let mut frames = Frames::default();
        frames.push(b"data: \xff\xfe\n\n").unwrap();
        assert_eq!(frames.pop().unwrap().data, "\u{fffd}\u{fffd}");
    }
}
