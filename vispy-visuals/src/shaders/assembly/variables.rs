//! The variables of one stage, bound or declared in a text, each once.

use std::collections::{BTreeMap, BTreeSet};

use super::stage::Instance;
use crate::shaders::{
    Binding, ComposeError, ComposeErrorKind, GlslType, Interface, Stage, Variable, Varying,
    error::Place,
    syntax::model::{Declared, Parameter, Storage, Type},
};

/// What a global name of a stage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Uniform(Variable),
    Attribute(Variable),
    Varying(Varying),
    Output(Variable),
    /// A uniform block, by the text of its declaration.
    Block(String),
    /// A variable that only the driver can describe: of structure type, or an array of computed size.
    Opaque(Storage, String),
}

impl Kind {
    fn describe(&self) -> String {
        match self {
            Self::Uniform(variable) => format!("uniform {}", typed(variable)),
            Self::Attribute(variable) => format!("attribute {}", typed(variable)),
            Self::Varying(varying) => {
                format!("{}varying {}", if varying.flat { "flat " } else { "" }, varying.ty)
            }
            Self::Output(variable) => format!("output {}", typed(variable)),
            Self::Block(_) => "uniform block".to_owned(),
            Self::Opaque(_, ty) => ty.clone(),
        }
    }
}

fn typed(variable: &Variable) -> String {
    variable.len.map_or_else(|| variable.ty.to_string(), |len| format!("{}[{len}]", variable.ty))
}

/// A global name with the place that asks for it first.
#[derive(Debug, Clone)]
struct Known {
    kind: Kind,
    place: Option<Place>,
    /// Whether composition writes the declaration; otherwise a snippet's text has it.
    bound: bool,
}

/// The global variables of a stage.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    known: BTreeMap<String, Known>,
    reserved: BTreeSet<String>,
    /// Sampler types in parameters: they need a precision even where no texture of the type is bound.
    samplers: BTreeSet<GlslType>,
}

impl Variables {
    /// Adds what an instance uses.
    pub(super) fn add(&mut self, instance: &Instance, stage: Stage) -> Result<(), ComposeError> {
        let parsed = &instance.parsed;
        let snippet = instance.function.snippet();
        for used in parsed.uses.iter().filter(|used| instance.keeps(&used.span)) {
            let kind = match instance.binding(used.placeholder) {
                Some(Binding::Uniform(variable)) => Kind::Uniform(variable.clone()),
                Some(Binding::Attribute(variable)) => Kind::Attribute(variable.clone()),
                Some(Binding::Varying(varying)) => Kind::Varying(varying.clone()),
                _ => continue,
            };
            if let Some(name) = instance.binding(used.placeholder).and_then(Binding::variable_name) {
                let source = snippet.source_text();
                let span = parsed.prepared.source_span(&used.span);
                let place = Place { snippet: source.name.clone(), source: source.text.clone(), span };
                self.insert(name, kind, place, true)?;
            }
        }
        for declared in &parsed.declared {
            let source = snippet.source_text();
            let span = parsed.prepared.source_span(&declared.span);
            let place = Place { snippet: source.name.clone(), source: source.text.clone(), span };
            self.insert(&declared.name, declared_kind(declared, stage), place, false)?;
        }
        self.reserved.extend(parsed.reserved.iter().cloned());
        for Parameter { ty, .. } in parsed.functions.iter().flat_map(|function| &function.parameters) {
            if let Type::Basic(ty) = ty
                && ty.is_sampler()
            {
                self.samplers.insert(*ty);
            }
        }
        Ok(())
    }

    fn insert(&mut self, name: &str, kind: Kind, place: Place, bound: bool) -> Result<(), ComposeError> {
        match self.known.get_mut(name) {
            None => {
                self.known.insert(name.to_owned(), Known { kind, place: Some(place), bound });
            }
            Some(known) if known.kind == kind => known.bound |= bound,
            Some(known) => {
                let reason = format!("it is `{}` elsewhere", known.kind.describe());
                let kind_error = ComposeErrorKind::NameConflict { name: name.to_owned(), reason };
                let label = format!("`{}` here", kind.describe());
                return Err(ComposeError::at(kind_error, place, label).help("use two names, or one type"));
            }
        }
        Ok(())
    }

    /// Returns every name that must stay as it is.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().chain(&self.reserved).map(String::as_str)
    }

    /// Returns whether composition writes the declaration of this name.
    pub(crate) fn is_bound(&self, name: &str) -> bool {
        self.known.get(name).is_some_and(|known| known.bound)
    }

    /// Returns the variables whose declaration composition writes, sorted by name.
    pub(crate) fn bound(&self) -> impl Iterator<Item = &Kind> {
        self.known.values().filter(|known| known.bound).map(|known| &known.kind)
    }

    /// Returns the sampler types of the stage, which need a precision in GLSL ES.
    pub(crate) fn sampler_types(&self) -> BTreeSet<GlslType> {
        let uniforms = self.known.values().filter_map(|known| match &known.kind {
            Kind::Uniform(variable) if variable.ty.is_sampler() => Some(variable.ty),
            _ => None,
        });
        uniforms.chain(self.samplers.iter().copied()).collect()
    }
}

fn declared_kind(declared: &Declared, stage: Stage) -> Kind {
    let name = declared.name.clone();
    if declared.storage == Storage::Block {
        return Kind::Block(declared.ty.to_string());
    }
    let len = match &declared.array {
        None => Some(None),
        Some(array) => array.trim_matches(['[', ']', ' ']).parse().ok().map(Some),
    };
    let (Type::Basic(ty), Some(len)) = (&declared.ty, len) else {
        let array = declared.array.as_deref().unwrap_or_default();
        return Kind::Opaque(declared.storage, format!("{}{array}", declared.ty));
    };
    let variable = Variable { name: name.clone(), ty: *ty, len };
    match (declared.storage, stage) {
        (Storage::Uniform | Storage::Block, _) => Kind::Uniform(variable),
        (Storage::In, Stage::Vertex) => Kind::Attribute(variable),
        (Storage::Out, Stage::Fragment) => Kind::Output(variable),
        (Storage::Out, Stage::Vertex) | (Storage::In, Stage::Fragment) => {
            Kind::Varying(Varying { name, ty: *ty, flat: declared.flat })
        }
    }
}

/// Joins the variables of both stages and checks that they agree.
///
/// # Errors
///
/// `Varying` if the fragment stage reads what the vertex stage does not write or writes differently; `NameConflict`
/// if one uniform has two types.
pub(crate) fn interface(vertex: &Variables, fragment: &Variables) -> Result<Interface, ComposeError> {
    let mut joined = Interface::default();
    let mut all: BTreeMap<(&str, bool), &Kind> = BTreeMap::new();
    for (name, known) in &vertex.known {
        all.insert((name, false), &known.kind);
    }
    for (name, known) in &fragment.known {
        let there = vertex.known.get(name).map(|known| &known.kind);
        match (&known.kind, there) {
            (Kind::Varying(_), Some(same)) if *same == known.kind => {}
            (Kind::Varying(_), other) => {
                let reason = other.map_or_else(
                    || "the vertex stage does not write it".to_owned(),
                    |other| format!("it is `{}` in the vertex stage", other.describe()),
                );
                let kind = ComposeErrorKind::Varying { name: name.clone(), reason };
                let label = format!("read here as `{}`", known.kind.describe());
                return Err(with_place(kind, known.place.as_ref(), label)
                    .help("bind the same varying in the vertex `main` and assign to it there"));
            }
            // An attribute and an output never meet: they may share a name.
            (Kind::Output(_), _) => {}
            (_, Some(other)) if *other != known.kind => {
                let reason = format!("it is `{}` in the vertex stage", other.describe());
                let kind = ComposeErrorKind::NameConflict { name: name.clone(), reason };
                let label = format!("`{}` here", known.kind.describe());
                return Err(with_place(kind, known.place.as_ref(), label).help("use two names, or one type"));
            }
            _ => {}
        }
        all.insert((name, matches!(known.kind, Kind::Output(_))), &known.kind);
    }
    for kind in all.into_values() {
        match kind {
            Kind::Uniform(variable) if variable.ty.is_sampler() => joined.samplers.push(variable.clone()),
            Kind::Uniform(variable) => joined.uniforms.push(variable.clone()),
            Kind::Attribute(variable) => joined.attributes.push(variable.clone()),
            Kind::Varying(varying) => joined.varyings.push(varying.clone()),
            Kind::Output(variable) => joined.outputs.push(variable.clone()),
            Kind::Block(_) | Kind::Opaque(..) => {}
        }
    }
    let blocks = vertex.known.iter().chain(&fragment.known);
    let blocks =
        blocks.filter(|(_, known)| matches!(known.kind, Kind::Block(_))).map(|(name, _)| name.clone());
    joined.blocks = blocks.collect::<BTreeSet<_>>().into_iter().collect();
    Ok(joined)
}

fn with_place(kind: ComposeErrorKind, place: Option<&Place>, label: String) -> ComposeError {
    match place {
        Some(place) => ComposeError::at(kind, place.clone(), label),
        None => kind.into(),
    }
}
