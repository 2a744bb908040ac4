//! Finding the method that a request asks for.

use super::OpenQuestion;
use crate::front_door::model::{ApiType, FrontDoor, Method};

/// Path of an HTTP API's route for everything else.
pub(super) const DEFAULT_ROUTE: &str = "$default";

/// What a request may be asking for.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'d> {
    /// The method; none when there is no such one.
    pub(super) method: Option<&'d Method>,
    /// The question on whose other answer it is the one; none for the first.
    pub(super) question: Option<OpenQuestion>,
}

/// How well a path fits, segment by segment: the smaller the better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The segment stands there itself.
    Literal,
    /// A parameter.
    Parameter,
    /// A parameter for all that is left.
    Rest,
}

struct Found<'d> {
    method: &'d Method,
    fit: Vec<Fit>,
    has_method: bool,
    is_any: bool,
}

/// The methods that the request may be asking for: at least one candidate, the first of which is taken.
pub(super) fn candidates<'d>(door: &'d FrontDoor, http_method: &str, path: &str) -> Vec<Candidate<'d>> {
    let segments: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let Some((_, without_last)) =
        segments.split_last().filter(|(last, rest)| last.is_empty() && !rest.is_empty())
    else {
        return candidates_of(door, http_method, &segments);
    };
    let mut candidates = candidates_of(door, http_method, without_last);
    for other in candidates_of(door, http_method, &segments) {
        add(&mut candidates, other.method, OpenQuestion::TrailingSlash);
    }
    candidates
}

/// Adds a candidate that is not among them.
fn add<'d>(candidates: &mut Vec<Candidate<'d>>, method: Option<&'d Method>, question: OpenQuestion) {
    let is_same = |candidate: &Candidate<'d>| match (candidate.method, method) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (None, None) => true,
        _ => false,
    };
    if !candidates.iter().any(is_same) {
        candidates.push(Candidate { method, question: Some(question) });
    }
}

fn candidates_of<'d>(door: &'d FrontDoor, http_method: &str, segments: &[&str]) -> Vec<Candidate<'d>> {
    let fitting = door.methods.iter().filter_map(|method| {
        let fit = fit(&method.path, segments)?;
        let is_any = method.http_method == "ANY";
        Some(Found { method, fit, has_method: is_any || method.http_method == http_method, is_any })
    });
    let fitting: Vec<Found<'d>> = fitting.collect();
    let by_path = |found: &&Found<'d>| (found.fit.clone(), found.is_any);
    let best = fitting.iter().filter(|found| found.has_method).min_by_key(by_path);
    let mut candidates = Vec::new();
    if door.api_type == ApiType::Rest {
        let best_path = fitting.iter().map(|found| &found.fit).min();
        let is_on_best_path = best.map(|found| &found.fit) == best_path;
        let first = best.filter(|_| is_on_best_path).map(|found| found.method);
        candidates.push(Candidate { method: first, question: None });
        add(&mut candidates, best.map(|found| found.method), OpenQuestion::LessSpecificPath);
        return candidates;
    }
    let default_route = || door.methods.iter().find(|method| method.path == DEFAULT_ROUTE);
    let first = best.map(|found| found.method).or_else(default_route);
    candidates.push(Candidate { method: first, question: None });
    // A greedy parameter comes after everything else whatever the method; that much is documented.
    let by_method = |found: &&Found<'d>| (found.fit.contains(&Fit::Rest), found.is_any, found.fit.clone());
    if let Some(found) = fitting.iter().filter(|found| found.has_method).min_by_key(by_method) {
        add(&mut candidates, Some(found.method), OpenQuestion::MethodOrPathFirst);
    }
    candidates
}

/// How the path of a method fits the segments of a request; none when it does not.
fn fit(path: &str, segments: &[&str]) -> Option<Vec<Fit>> {
    if path == DEFAULT_ROUTE {
        return None;
    }
    let mut fits = Vec::new();
    let mut segments = segments.iter();
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        let segment = segments.next()?;
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) if name.ends_with('+') => {
                fits.push(Fit::Rest);
                return (!segment.is_empty()).then_some(fits);
            }
            Some(_) if !segment.is_empty() => fits.push(Fit::Parameter),
            None if part == *segment => fits.push(Fit::Literal),
            _ => return None,
        }
    }
    segments.next().is_none().then_some(fits)
}
