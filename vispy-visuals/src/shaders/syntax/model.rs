//! What composition needs to know of a parsed snippet.

use std::{collections::BTreeSet, fmt, ops::Range};

use serde::{Deserialize, Serialize};

use super::{
    super::{ComposeError, GlslType},
    prepared::Prepared,
    type_expr::TypeExpr,
};

/// The type of a parameter, a result or an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Type {
    /// A type of the language.
    Basic(GlslType),
    /// A structure, an array or a type that only some dialects have, by its text.
    Other(String),
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Basic(ty) => ty.fmt(f),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: Option<String>,
    pub(crate) ty: Type,
    /// `in`, `out`, `inout` and precision words, as written; empty for a plain parameter.
    pub(crate) qualifier: String,
}

/// The head of a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) result: Type,
    pub(crate) parameters: Vec<Parameter>,
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types: Vec<String> = self.parameters.iter().map(|parameter| parameter.ty.to_string()).collect();
        write!(f, "{} {}({})", self.result, self.name, types.join(", "))
    }
}

impl Signature {
    pub(crate) fn is_void(&self) -> bool {
        self.result == Type::Basic(GlslType::Void)
    }
}

/// A prototype without a definition: a place where filters get in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Hook {
    pub(crate) signature: Signature,
}

/// How a global variable is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Storage {
    Uniform,
    In,
    Out,
    /// A uniform block; its name is the block's.
    Block,
}

/// A global `uniform`, `in` or `out` that a text declares itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Declared {
    pub(crate) storage: Storage,
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) array: Option<String>,
    pub(crate) flat: bool,
    /// Index of the declaration statement; `a` and `b` of `uniform float a, b;` share one.
    pub(crate) statement: usize,
    pub(crate) span: Range<usize>,
}

/// A change of the text that depends on the composition.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Edit {
    pub(crate) span: Range<usize>,
    pub(crate) kind: EditKind,
}

/// What to do with the text of an [`Edit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum EditKind {
    /// A name that the snippet defines.
    Symbol(String),
    /// A name that it neither defines nor declares locally: of a required snippet, a built-in, a constant.
    Free(String),
    /// A placeholder, by the index of its [`Use`].
    Placeholder(usize),
    /// The called name of a hook, by its index, if the hook is bound.
    HookName(usize),
    /// Text to take out if this hook is not bound.
    WithoutHook(usize),
    /// A void hook's call that is the body of a control statement: becomes `{}` if the hook is not bound.
    EmptyWithoutHook(usize),
    /// A declaration statement, to take out where an earlier snippet has declared the same.
    Declaration(usize),
    /// Text to take out always.
    Remove,
}

/// One occurrence of a placeholder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Use {
    pub(crate) placeholder: usize,
    pub(crate) span: Range<usize>,
    pub(crate) call: Option<Call>,
    pub(crate) written: bool,
}

/// The arguments of a call of a placeholder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) span: Range<usize>,
    pub(crate) arguments: Vec<(Range<usize>, TypeExpr)>,
}

/// An expression with placeholders whose type is fixed by what it is stored in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Check {
    pub(crate) what: String,
    pub(crate) span: Range<usize>,
    pub(crate) expected: Type,
    pub(crate) found: TypeExpr,
}

/// A local variable or parameter and the range of text where its name means it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Local {
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) visible: Range<usize>,
}

/// A parsed snippet, for one outcome of its conditionals.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Parsed {
    /// Made anew from the text where the rest is read from the table.
    #[serde(skip)]
    pub(crate) prepared: Prepared,
    /// The names that the snippet defines and that may be changed: functions, constants, structures.
    pub(crate) symbols: Vec<String>,
    /// Names of structures, which snippets that require this one can use as types.
    pub(crate) structs: Vec<String>,
    /// Types of its global constants.
    pub(crate) constants: Vec<(String, Type)>,
    /// The functions with a body, in order.
    pub(crate) functions: Vec<Signature>,
    /// Index of the function that a call of this snippet calls.
    pub(crate) entry: Option<usize>,
    pub(crate) placeholders: Vec<String>,
    pub(crate) hooks: Vec<Hook>,
    pub(crate) declared: Vec<Declared>,
    /// Names that declarations bring with them and that stay: members and instance names of blocks.
    pub(crate) reserved: Vec<String>,
    /// Sorted by position.
    pub(crate) edits: Vec<Edit>,
    pub(crate) uses: Vec<Use>,
    pub(crate) checks: Vec<Check>,
    pub(crate) locals: Vec<Local>,
    pub(crate) free: BTreeSet<String>,
    /// What may be wrong; the built-in snippets in the table have none.
    #[serde(skip)]
    pub(crate) warnings: Vec<ComposeError>,
}

impl Parsed {
    /// Returns the function that a call of this snippet calls.
    pub(crate) fn entry(&self) -> Option<&Signature> {
        self.functions.get(self.entry?)
    }

    /// Returns the variable that `name` means at this offset, if it is local.
    pub(crate) fn local(&self, name: &str, at: usize) -> Option<&Local> {
        self.locals.iter().rev().find(|local| local.name == name && local.visible.contains(&at))
    }

    /// Returns whether a name that starts here is a placeholder.
    #[cfg(feature = "parser")]
    pub(crate) fn is_placeholder(&self, at: usize) -> bool {
        self.prepared.dollars.binary_search(&at).is_ok()
    }

    /// Returns whether a place goes when a hook is not bound.
    pub(crate) fn is_read_by_hook(&self, hook: usize, place: &Range<usize>) -> bool {
        self.edits.iter().any(|edit| {
            matches!(edit.kind, EditKind::WithoutHook(of) | EditKind::EmptyWithoutHook(of) if of == hook)
                && edit.span.start <= place.start
                && place.end <= edit.span.end
        })
    }

    /// Returns the index of a hook.
    pub(crate) fn hook(&self, name: &str) -> Option<usize> {
        self.hooks.iter().position(|hook| hook.signature.name == name)
    }

    /// Returns the index of a placeholder, which is added if it is new.
    #[cfg(feature = "parser")]
    pub(crate) fn placeholder(&mut self, name: &str) -> usize {
        match self.placeholders.iter().position(|known| known == name) {
            Some(index) => index,
            None => {
                self.placeholders.push(name.to_owned());
                self.placeholders.len() - 1
            }
        }
    }
}
