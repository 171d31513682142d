//! The filters of a visual, of what it is a part of, and so on.

use std::collections::BTreeMap;

use super::{Filter, Filters, Seen, Site, pass_values};
use crate::device::ProgramSpec;
use crate::error::{Error, Result};
use crate::shaders::{Function, FunctionChain};
use crate::view::View;

/// Filters with the view of what they are attached to, and the filters of whatever this is a part of, which act later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) filters: &'a Filters,
    pub(crate) view: &'a View,
    pub(crate) outer: Option<&'a Self>,
}

impl<'a> Scope<'a> {
    /// This and the outer ones.
    fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |scope| scope.outer)
    }

    fn all(&self) -> impl Iterator<Item = (&View, &dyn Filter)> {
        self.each().flat_map(|scope| scope.filters.iter().map(|(_, filter)| (scope.view, filter)))
    }

    /// How many filters there are.
    pub(crate) fn len(&self) -> usize {
        self.all().count()
    }

    /// The same for filters of the same kinds in the same order.
    pub(crate) fn structure(&self) -> u64 {
        self.each().fold(0, |hash: u64, scope| hash.rotate_left(21) ^ scope.filters.structure())
    }

    /// Whether values that were made for `known` are good.
    pub(crate) fn is(&self, known: &[(u64, View)]) -> bool {
        let mut known = known.iter();
        let same = |scope: &Self| {
            known.next().is_some_and(|(stamp, view)| {
                scope.filters.stamp() == Some(*stamp) && scope.view.shows_the_same(view)
            })
        };
        self.each().all(same) && known.next().is_none()
    }

    /// What to compare with later.
    pub(crate) fn stamps(&self) -> Vec<(u64, View)> {
        self.each().map(|scope| (scope.filters.stamp().unwrap_or(u64::MAX), scope.view.clone())).collect()
    }

    /// The values of all filters: for each where its own begin, then those.
    pub(crate) fn values(&self, limits: Option<[f64; 2]>, values: &mut Vec<[f32; 4]>) -> Result<()> {
        values.clear();
        values.resize(self.all().count(), [0.0; 4]);
        for (number, (view, filter)) in self.all().enumerate() {
            // Texels are fewer than the 2^24 that a float counts exactly.
            values[number][0] = values.len() as f32;
            filter.values(&Seen { view, limits }, values)?;
        }
        if values.iter().flatten().all(|value| value.is_finite()) {
            return Ok(());
        }
        let expected = "finite numbers in single precision";
        Err(Error::data("values of a filter", expected, "one that is not, in a view with its scale"))
    }

    /// A program with the filters bound to its hooks.
    pub(crate) fn apply(&self, spec: &ProgramSpec) -> Result<ProgramSpec> {
        apply(self.all().map(|(_, filter)| filter), spec)
    }
}

/// A program with filters bound to its hooks.
pub(super) fn apply<'f>(
    filters: impl Iterator<Item = &'f dyn Filter>,
    spec: &ProgramSpec,
) -> Result<ProgramSpec> {
    let mut chains: BTreeMap<&str, FunctionChain> = BTreeMap::new();
    let mut add = |hook: &'static str, number: i32, function: &Function| {
        let known = chains.remove(hook).unwrap_or_else(|| FunctionChain::new(&format!("{hook}_filters")));
        chains.insert(hook, known.with(number, function));
    };
    add("vertex_post", -1, &pass_values()?);
    for (number, filter) in (0..).zip(filters) {
        let (hook, function) = filter.hook(&Site { spec, number })?;
        add(hook, number, &function);
    }
    let mut hooked = spec.clone();
    for (hook, chain) in &chains {
        let stage = if spec.vertex.offers(hook) { &mut hooked.vertex } else { &mut hooked.fragment };
        *stage = stage.with_hook(hook, chain)?;
    }
    Ok(hooked)
}
