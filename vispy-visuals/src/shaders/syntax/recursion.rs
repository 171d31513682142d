//! Functions that call themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::model::Parsed;

/// Calls between the functions of one snippet: caller, callee, place.
pub(super) type Calls = BTreeMap<String, Vec<(String, Range<usize>)>>;

/// Finds functions that call themselves, on whatever way; overloaded names are left to the driver.
pub(super) fn recursion(calls: &Calls, parsed: &Parsed) -> Option<(Vec<String>, Range<usize>)> {
    let overloaded =
        |name: &str| parsed.functions.iter().filter(|function| function.name == name).count() > 1;
    let mut done = BTreeSet::new();
    for start in calls.keys() {
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, next)) = path.last_mut() {
            let name = *name;
            let Some((callee, at)) = calls.get(name).and_then(|callees| callees.get(*next)) else {
                done.insert(name);
                path.pop();
                continue;
            };
            *next += 1;
            if let Some(first) = path.iter().position(|(known, _)| *known == callee) {
                let mut chain: Vec<String> =
                    path.iter().skip(first).map(|(name, _)| (*name).to_owned()).collect();
                chain.push(callee.clone());
                if !chain.iter().any(|name| overloaded(name)) {
                    return Some((chain, at.clone()));
                }
            } else if !done.contains(callee.as_str()) {
                path.push((callee, 0));
            }
        }
    }
    None
}
