//! What everything that was asked came to, as plain texts: numbers first, then a text a row.

use hopscope_model::Cause;
use hopscope_model::matrix::{Counts, Matrix, Row, Told, Turn};
use hopscope_model::result::OutcomeKind;

/// Between the fields of a row, between those of an answer, and between the elements of a list.
const FIELD: char = '\u{1d}';
const PART: char = '\u{1e}';
const ELEMENT: char = '\u{1f}';

/// As it travels.
pub(super) fn write(own: &Matrix) -> Vec<String> {
    let counts = &own.counts;
    let numbers = [
        usize::from(own.compared),
        own.sources,
        own.destinations,
        own.ports_left_out,
        own.asked,
        own.walked,
        own.rows_left_out,
        counts.opened_to_internet,
        counts.opened,
        counts.closed,
        counts.source,
        counts.different,
        counts.unknown,
        counts.reachable,
        counts.unreachable,
    ];
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let mut texts = vec![join(&numbers), join(&own.ports)];
    texts.extend(own.rows.iter().map(|row| {
        let internet = if row.from_internet { "internet" } else { "" };
        [
            row.turn.as_str().to_owned(),
            internet.to_owned(),
            join(&row.from),
            join(&row.to),
            join(&row.ports),
            answer(row.before.as_ref()),
            answer(row.after.as_ref()),
        ]
        .join(&FIELD.to_string())
    }));
    texts
}

fn join(list: &[String]) -> String {
    list.join(&ELEMENT.to_string())
}

fn answer(own: Option<&Told>) -> String {
    let Some(own) = own else {
        return String::new();
    };
    [
        own.outcome.as_str().to_owned(),
        own.cause.map_or("", Cause::as_str).to_owned(),
        own.step.map_or_else(String::new, |step| step.to_string()),
        own.resource.clone().unwrap_or_default(),
        join(&own.source),
        own.fixed
            .map_or_else(String::new, |fixed| fixed.to_string()),
        join(&own.lacks),
        own.assumptions.to_string(),
    ]
    .join(&PART.to_string())
}

/// The reverse.
pub(super) fn read(texts: &[String]) -> Option<Matrix> {
    let [numbers, ports, rows @ ..] = texts else {
        return None;
    };
    let mut numbers = list(numbers).into_iter();
    let mut number = || numbers.next()?.parse::<usize>().ok();
    Some(Matrix {
        compared: number()? > 0,
        sources: number()?,
        destinations: number()?,
        ports_left_out: number()?,
        asked: number()?,
        walked: number()?,
        rows_left_out: number()?,
        counts: Counts {
            opened_to_internet: number()?,
            opened: number()?,
            closed: number()?,
            source: number()?,
            different: number()?,
            unknown: number()?,
            reachable: number()?,
            unreachable: number()?,
        },
        ports: list(ports),
        rows: rows.iter().map(|text| row(text)).collect::<Option<_>>()?,
    })
}

fn list(text: &str) -> Vec<String> {
    match text {
        "" => Vec::new(),
        text => text.split(ELEMENT).map(str::to_owned).collect(),
    }
}

fn row(text: &str) -> Option<Row> {
    let mut fields = text.split(FIELD);
    Some(Row {
        turn: Turn::parse(fields.next()?)?,
        from_internet: !fields.next()?.is_empty(),
        from: list(fields.next()?),
        to: list(fields.next()?),
        ports: list(fields.next()?),
        before: told(fields.next()?),
        after: told(fields.next()?),
    })
}

fn told(text: &str) -> Option<Told> {
    let mut parts = text.split(PART);
    let outcome = OutcomeKind::parse(parts.next()?)?;
    let cause = parts.next()?;
    Some(Told {
        outcome,
        cause: Cause::ALL.iter().copied().find(|own| own.as_str() == cause),
        step: parts.next()?.parse().ok(),
        resource: Some(parts.next()?.to_owned()).filter(|own| !own.is_empty()),
        source: list(parts.next()?),
        fixed: parts.next()?.parse().ok(),
        lacks: list(parts.next()?),
        assumptions: parts.next()?.parse().unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_went() {
        let told = Told {
            outcome: OutcomeKind::Dropped,
            cause: Some(Cause::FirewallRule),
            step: Some(3),
            resource: Some("firewall/deny".to_owned()),
            source: vec!["10.0.0.1".to_owned(), "10.0.0.2".to_owned()],
            fixed: None,
            lacks: Vec::new(),
            assumptions: 2,
        };
        let own = Matrix {
            compared: true,
            asked: 3,
            ports: vec!["tcp 22".to_owned()],
            rows: vec![Row {
                turn: Turn::Closed,
                from_internet: true,
                from: vec!["internet:203.0.113.9".to_owned()],
                to: vec!["vm/a".to_owned(), "vm/b".to_owned()],
                ports: vec!["tcp 22".to_owned()],
                before: None,
                after: Some(told),
            }],
            ..Matrix::default()
        };
        assert_eq!(read(&write(&own)), Some(own));
        assert_eq!(read(&["1".to_owned()]), None);
    }
}
