//! Collects the functions of one stage in the order in which they are written, and names them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{check::check_instance, variables::Variables};
use crate::shaders::{
    Binding, ComposeCaps, ComposeError, ComposeErrorKind, ConstTable, Dialect, Function, Stage,
    names::Names,
    syntax::model::{EditKind, Parsed},
};

/// A function as it stands in a stage: once, whatever the number of places that call it.
#[derive(Debug)]
pub(crate) struct Instance {
    pub(crate) function: Function,
    pub(crate) parsed: Arc<Parsed>,
    /// Instances of the snippets that it requires.
    pub(crate) requires: Vec<usize>,
    /// Instances bound to its placeholders, by index of the placeholder.
    pub(crate) placeholders: BTreeMap<usize, usize>,
    /// Instances bound to its hooks, by index of the hook.
    pub(crate) hooks: BTreeMap<usize, usize>,
    /// Final names of its symbols.
    pub(crate) names: BTreeMap<String, String>,
    /// What goes from its text because hooks are not bound.
    dropped: Vec<Range<usize>>,
}

impl Instance {
    /// Returns whether a place of the text stays: what only an unbound hook's call names needs no binding.
    pub(super) fn keeps(&self, place: &Range<usize>) -> bool {
        !is_within(&self.dropped, place)
    }

    /// Returns what a placeholder is bound to; [`StageBuilder`] has made sure that it is.
    pub(crate) fn binding(&self, placeholder: usize) -> Option<&Binding> {
        self.function.binding(self.parsed.placeholders.get(placeholder)?)
    }

    /// Returns the final name of the function that a call of this instance calls.
    pub(crate) fn entry_name(&self) -> &str {
        let name = self.parsed.entry().map_or("", |entry| entry.name.as_str());
        self.names.get(name).map_or(name, String::as_str)
    }
}

/// Everything that one stage is made of, in order: whoever is called stands before its caller.
#[derive(Debug)]
pub(crate) struct StageParts {
    pub(crate) stage: Stage,
    pub(crate) instances: Vec<Instance>,
    pub(crate) constants: ConstTable,
    pub(crate) variables: Variables,
}

/// Collects, checks and names the parts of a stage.
///
/// # Errors
///
/// Everything that composition can find wrong within one stage.
pub(crate) fn collect(
    main: &Function,
    stage: Stage,
    dialect: Dialect,
    caps: &ComposeCaps,
) -> Result<StageParts, ComposeError> {
    let mut builder = StageBuilder { dialect, caps, instances: Vec::new(), known: BTreeMap::new() };
    builder.visit(main)?;
    let mut instances = builder.instances;
    let is_main = |instance: &Instance| instance.parsed.entry().is_some_and(|entry| entry.name == "main");
    if !instances.last().is_some_and(is_main) {
        let (snippet, reason) =
            (main.snippet().name().to_owned(), format!("no `void main()` for the {stage} stage"));
        return Err(ComposeError::from(ComposeErrorKind::Main { snippet, reason })
            .or_at(|| main.snippet().place_of_entry(), "the function that was found")
            .help("a stage is a snippet with `void main() { ... }`; bind this one to a placeholder of it"));
    }
    if let Some(other) = instances.iter().rev().skip(1).find(|instance| is_main(instance)) {
        let snippet = other.function.snippet().name().to_owned();
        let reason = "a required snippet cannot have a `main`".to_owned();
        return Err(ComposeError::from(ComposeErrorKind::Main { snippet, reason })
            .or_at(|| other.function.snippet().place_of_entry(), "only the stage itself has one")
            .help("move what is shared into a snippet without `main`"));
    }
    let mut variables = Variables::default();
    for instance in &instances {
        check_instance(instance, &instances, stage)?;
        variables.add(instance, stage)?;
    }
    let constants = constants(&instances)?;
    name(&mut instances, &variables, &constants);
    Ok(StageParts { stage, instances, constants, variables })
}

struct StageBuilder<'a> {
    dialect: Dialect,
    caps: &'a ComposeCaps,
    instances: Vec<Instance>,
    known: BTreeMap<u128, usize>,
}

impl StageBuilder<'_> {
    /// Adds a function after everything below it and returns its index.
    fn visit(&mut self, function: &Function) -> Result<usize, ComposeError> {
        if let Some(index) = self.known.get(&function.fingerprint()) {
            return Ok(*index);
        }
        let snippet = function.snippet();
        let parsed = snippet.parsed(self.dialect, self.caps)?;
        let mut requires = Vec::new();
        for required in snippet.requires() {
            requires.push(self.visit(&Function::new(required))?);
        }
        let dropped = dropped(function, &parsed);
        let mut placeholders = BTreeMap::new();
        for (index, name) in parsed.placeholders.iter().enumerate() {
            let mut uses = parsed.uses.iter().filter(|used| used.placeholder == index);
            if !dropped.is_empty() && uses.all(|used| is_within(&dropped, &used.span)) {
                continue;
            }
            match function.binding(name) {
                None => return Err(unbound(function, &parsed, index, name)),
                Some(Binding::Function(bound)) => {
                    placeholders.insert(index, self.visit(bound)?);
                }
                Some(_) => {}
            }
        }
        let mut hooks = BTreeMap::new();
        for (index, hook) in parsed.hooks.iter().enumerate() {
            if let Some(bound) = function.hook(&hook.signature.name) {
                hooks.insert(index, self.visit(bound)?);
            }
        }
        let function = function.clone();
        let index = self.instances.len();
        self.known.insert(function.fingerprint(), index);
        self.instances.push(Instance {
            function,
            parsed,
            requires,
            placeholders,
            hooks,
            names: BTreeMap::new(),
            dropped,
        });
        Ok(index)
    }
}

/// What goes from a text because hooks are not bound: their calls, but for the first argument.
fn dropped(function: &Function, parsed: &Parsed) -> Vec<Range<usize>> {
    let unbound = |hook: &usize| {
        parsed.hooks.get(*hook).is_some_and(|hook| function.hook(&hook.signature.name).is_none())
    };
    let edits = parsed.edits.iter().filter(|edit| match &edit.kind {
        EditKind::WithoutHook(hook) | EditKind::EmptyWithoutHook(hook) => unbound(hook),
        _ => false,
    });
    edits.map(|edit| edit.span.clone()).collect()
}

fn is_within(ranges: &[Range<usize>], place: &Range<usize>) -> bool {
    ranges.iter().any(|range| range.start <= place.start && place.end <= range.end)
}

fn unbound(function: &Function, parsed: &Parsed, index: usize, name: &str) -> ComposeError {
    let kind = ComposeErrorKind::Unbound { name: name.to_owned() };
    let help = format!("bind it: `function.bind(\"{name}\", ...)`");
    match parsed.uses.iter().find(|used| used.placeholder == index) {
        Some(used) => function.snippet().error(parsed, kind, &used.span, "nothing is bound to it").help(help),
        None => ComposeError::from(kind).help(help),
    }
}

/// Collects the constants of the tables that some snippet reads.
fn constants(instances: &[Instance]) -> Result<ConstTable, ComposeError> {
    let mut used = ConstTable::new();
    for instance in instances {
        for (name, value) in instance.function.constants().iter() {
            if instance.parsed.free.contains(name) {
                used = used.with(name, value)?;
            }
        }
    }
    Ok(used)
}

/// Gives every symbol a name of its own.
fn name(instances: &mut [Instance], variables: &Variables, constants: &ConstTable) {
    let mut names = Names::default();
    names.reserve("main");
    for fixed in variables.names().chain(constants.iter().map(|(name, _)| name)) {
        names.reserve(fixed);
    }
    // Local variables of the snippets that call an instance would hide a function of the same name.
    let mut hidden: Vec<BTreeSet<String>> = vec![BTreeSet::new(); instances.len()];
    for instance in instances.iter() {
        let parsed = &instance.parsed;
        let locals = parsed.locals.iter().map(|local| &local.name);
        for word in locals.clone().chain(&parsed.free).chain(&parsed.symbols) {
            names.avoid(word);
        }
        let called =
            instance.requires.iter().chain(instance.placeholders.values()).chain(instance.hooks.values());
        for called in called {
            if let Some(hidden) = hidden.get_mut(*called) {
                hidden.extend(locals.clone().cloned());
            }
        }
    }
    for (instance, hidden) in instances.iter_mut().zip(&hidden) {
        let given = instance.parsed.symbols.iter().map(|symbol| (symbol.clone(), names.give(symbol, hidden)));
        instance.names = given.collect();
    }
}
