//! Texts that a pattern probably accepts. Whether it does is asked of the regular expression itself.

/// How often a repetition without end is followed beyond what it must be.
const REPETITIONS: [usize; 4] = [0, 1, 3, 12];

enum Piece {
    Text(Vec<char>),
    Group(Vec<Vec<Part>>),
}

struct Part {
    piece: Piece,
    least: usize,
    most: Option<usize>,
}

/// Texts for a pattern, of a length within bounds where repetitions allow it.
pub(super) fn samples(pattern: &str, least: u64, most: Option<u64>) -> Vec<String> {
    let characters: Vec<char> = pattern.chars().take(2000).collect();
    let mut reader = Reader {
        rest: &characters,
        depth: 0,
    };
    let Some(alternatives) = reader.alternatives() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let wanted = usize::try_from(least.min(4000)).unwrap_or(0);
    let longest = usize::try_from(most.unwrap_or(4000).min(4000)).unwrap_or(0);
    for choice in 0..4 {
        let bounds = [
            wanted,
            wanted.saturating_sub(1),
            longest,
            longest.saturating_sub(1),
        ];
        for repetition in REPETITIONS.into_iter().chain(bounds) {
            let mut text = String::new();
            write(&alternatives, choice, repetition, &mut 20_000, &mut text);
            if !found.contains(&text) {
                found.push(text);
            }
        }
        for length in [wanted, longest] {
            for text in filled(&alternatives, choice, length) {
                if !found.contains(&text) {
                    found.push(text);
                }
            }
        }
    }
    found
}

/// Texts of exactly this length: all repetitions as short as they may be but for one, which makes up the rest.
fn filled(alternatives: &[Vec<Part>], choice: usize, length: usize) -> Vec<String> {
    let Some(parts) = alternatives.get(choice % alternatives.len().max(1)) else {
        return Vec::new();
    };
    let written = |parts: &[Part], out: &mut String| {
        for part in parts {
            part.write(choice, part.least.min(4000), 0, &mut 20_000, out);
        }
    };
    let mut shortest = String::new();
    written(parts, &mut shortest);
    let missing = length.saturating_sub(shortest.chars().count());
    let fillable = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.most.is_none_or(|most| most > part.least));
    let fill = |(position, part): (usize, &Part)| {
        let mut unit = String::new();
        part.write(choice, 1, 0, &mut 20_000, &mut unit);
        let more = missing.checked_div(unit.chars().count())?;
        let times = part
            .least
            .saturating_add(more)
            .min(part.most.unwrap_or(usize::MAX));
        let (before, after) = parts.split_at_checked(position)?;
        let mut text = String::new();
        written(before, &mut text);
        part.write(choice, times, 0, &mut 20_000, &mut text);
        written(after.get(1..)?, &mut text);
        Some(text)
    };
    fillable.filter_map(fill).take(8).collect()
}

/// How short and how long a text can be that the pattern accepts, as far as that can be told.
pub(super) fn lengths(pattern: &str) -> (u64, Option<u64>) {
    let characters: Vec<char> = pattern.chars().collect();
    let mut reader = Reader {
        rest: &characters,
        depth: 0,
    };
    let Some(alternatives) = reader.alternatives() else {
        return (0, None);
    };
    let (least, most) = bounds(&alternatives);
    let is_whole = pattern.starts_with('^') && pattern.ends_with('$') && !pattern.ends_with("\\$");
    (
        least,
        most.filter(|_| is_whole && alternatives.len() == 1 && reader.rest.is_empty()),
    )
}

fn bounds(alternatives: &[Vec<Part>]) -> (u64, Option<u64>) {
    let each = alternatives.iter().map(|parts| {
        parts
            .iter()
            .fold((0_u64, Some(0_u64)), |(least, most), part| {
                let (inner_least, inner_most) = match &part.piece {
                    Piece::Text(_) => (1, Some(1)),
                    Piece::Group(inner) => bounds(inner),
                };
                let times = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                let own_most = match (inner_most, part.most) {
                    (Some(inner), Some(count)) => inner.checked_mul(times(count)),
                    (Some(0), None) => Some(0),
                    _ => None,
                };
                let longest = most.and_then(|most| own_most.and_then(|own| most.checked_add(own)));
                (
                    least.saturating_add(inner_least.saturating_mul(times(part.least))),
                    longest,
                )
            })
    });
    let joined = each.reduce(|left, right| {
        (
            left.0.min(right.0),
            left.1.and_then(|one| right.1.map(|other| one.max(other))),
        )
    });
    joined.unwrap_or((0, None))
}

/// Texts close to the given ones, and some of their own, that patterns tend to refuse.
pub(super) fn oddities(texts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = ["", "0", "A", "a", "-", " ", "\u{e9}", "!", "a b", "A1", "_"]
        .map(str::to_owned)
        .to_vec();
    for text in texts.iter().take(12) {
        let mut shorter = text.clone();
        shorter.pop();
        let upper = text.to_uppercase();
        found.extend([
            format!("{text}!"),
            format!("!{text}"),
            format!("{text}a"),
            format!("{text}0"),
            shorter,
            upper,
        ]);
    }
    found
}

fn write(
    alternatives: &[Vec<Part>],
    choice: usize,
    repetition: usize,
    steps: &mut usize,
    out: &mut String,
) {
    let Some(parts) = alternatives.get(choice % alternatives.len().max(1)) else {
        return;
    };
    for part in parts {
        let most = part.most.unwrap_or(usize::MAX);
        let times = part
            .least
            .saturating_add(repetition)
            .min(most)
            .min(part.least.max(4000));
        part.write(choice, times, repetition, steps, out);
    }
}

impl Part {
    /// Writes the part so many times; what it holds is repeated beyond its least as often as `repetition` says.
    fn write(
        &self,
        choice: usize,
        times: usize,
        repetition: usize,
        steps: &mut usize,
        out: &mut String,
    ) {
        for _ in 0..times {
            if out.len() > 8000 || *steps == 0 {
                return;
            }
            *steps -= 1;
            match &self.piece {
                Piece::Text(characters) => {
                    if let Some(character) = characters.get(choice % characters.len().max(1)) {
                        out.push(*character);
                    }
                }
                Piece::Group(inner) => write(inner, choice, repetition, steps, out),
            }
        }
    }
}

struct Reader<'pattern> {
    rest: &'pattern [char],
    depth: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, expected: char) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == expected => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn alternatives(&mut self) -> Option<Vec<Vec<Part>>> {
        self.depth += 1;
        if self.depth > 30 {
            return None;
        }
        let mut alternatives = vec![Vec::new()];
        while let Some(next) = self.rest.first().copied() {
            match next {
                ')' => break,
                '|' => {
                    self.next();
                    alternatives.push(Vec::new());
                }
                _ => {
                    let part = self.part()?;
                    alternatives.last_mut()?.extend(part);
                }
            }
        }
        self.depth -= 1;
        Some(alternatives)
    }

    fn part(&mut self) -> Option<Option<Part>> {
        let piece = match self.next()? {
            '^' | '$' => return Some(None),
            '(' => {
                let group = self.group()?;
                match group {
                    None => return Some(None),
                    Some(alternatives) => Piece::Group(alternatives),
                }
            }
            '[' => Piece::Text(self.class()?),
            '.' => Piece::Text(vec!['x', '0', ' ']),
            '\\' => match self.escape()? {
                None => return Some(None),
                Some(characters) => Piece::Text(characters),
            },
            other => Piece::Text(vec![other]),
        };
        let (least, most) = self.repetition()?;
        Some(Some(Part { piece, least, most }))
    }

    fn group(&mut self) -> Option<Option<Vec<Vec<Part>>>> {
        let mut is_condition = false;
        if self.skip('?') {
            match self.next()? {
                ':' => {}
                '=' | '!' => is_condition = true,
                '<' => match self.rest.first()? {
                    '=' | '!' => is_condition = true,
                    _ => while self.next()? != '>' {},
                },
                _ => return None,
            }
        }
        let alternatives = self.alternatives()?;
        self.skip(')')
            .then_some((!is_condition).then_some(alternatives))
    }

    fn repetition(&mut self) -> Option<(usize, Option<usize>)> {
        let bounds = match self.rest.first() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let end = self.rest.iter().position(|character| *character == '}')?;
                let inside: String = self.rest.get(1..end)?.iter().collect();
                self.rest = self.rest.get(end..)?;
                match inside.split_once(',') {
                    None => {
                        let count = inside.parse().ok()?;
                        (count, Some(count))
                    }
                    Some((least, "")) => (least.parse().ok()?, None),
                    Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
                }
            }
            _ => return Some((1, Some(1))),
        };
        self.next();
        self.skip('?');
        Some(bounds)
    }

    fn escape(&mut self) -> Option<Option<Vec<char>>> {
        Some(Some(match self.next()? {
            'd' => vec!['0', '1', '9'],
            'w' => vec!['a', '0', '_'],
            's' => vec![' ', '\t'],
            'D' | 'S' => vec!['x', 'y'],
            'W' => vec!['-', ' '],
            'b' | 'B' => return Some(None),
            'n' => vec!['\n'],
            't' => vec!['\t'],
            'r' => vec!['\r'],
            'u' => {
                let code: String = self.rest.get(..4)?.iter().collect();
                self.rest = self.rest.get(4..)?;
                vec![char::from_u32(u32::from_str_radix(&code, 16).ok()?)?]
            }
            'p' | 'P' => {
                while self.next()? != '}' {}
                vec!['x', 'A', '0']
            }
            digit if digit.is_ascii_digit() => return None,
            other => vec![other],
        }))
    }

    fn class(&mut self) -> Option<Vec<char>> {
        let is_negated = self.skip('^');
        let mut members: Vec<char> = Vec::new();
        loop {
            let next = match self.next()? {
                ']' => break,
                '\\' => {
                    members.extend(self.escape()??);
                    continue;
                }
                next => next,
            };
            members.push(next);
            if self.rest.first() == Some(&'-') && self.rest.get(1).is_some_and(|end| *end != ']') {
                self.next();
                let end = self.next()?;
                let middle = u32::midpoint(u32::from(next), u32::from(end));
                members.extend(char::from_u32(middle));
                members.push(end);
            }
        }
        if is_negated {
            let free = ['x', '0', ' ', '-', 'A', '\u{e9}']
                .into_iter()
                .filter(|character| !members.contains(character));
            return Some(free.collect());
        }
        Some(members)
    }
}
