//! What a placeholder can stand for.

use super::{
    ComposeError, ComposeErrorKind, ConstValue, Function, GlslType, fingerprint::Fingerprint,
    names::check_name,
};

/// A named variable of a program with its GLSL type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// Its name in the program.
    pub name: String,
    /// Its type, of one element if it is an array.
    pub ty: GlslType,
    /// Number of elements of an array, `None` for a single value.
    pub len: Option<u32>,
}

/// A value that the vertex stage hands to the fragment stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Varying {
    /// Its name in both stages.
    pub name: String,
    /// Its type.
    pub ty: GlslType,
    /// Whether every fragment gets the value of the provoking vertex; integers must be flat.
    pub flat: bool,
}

/// What a placeholder is bound to.
///
/// Values of variables are set on the linked program by their names and never change its text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Binding {
    /// A literal in the text. Another value is another program.
    Const(ConstValue),
    /// A uniform, or a texture if the type is a sampler.
    Uniform(Variable),
    /// A vertex attribute; in the vertex stage only.
    Attribute(Variable),
    /// A varying: written in the vertex stage, read in the fragment stage.
    Varying(Varying),
    /// A function: the called function in `$f(x)`; read as a value, a call without arguments.
    Function(Function),
}

impl Binding {
    /// Returns a uniform.
    pub fn uniform(name: &str, ty: GlslType) -> Self {
        Self::Uniform(Variable { name: name.to_owned(), ty, len: None })
    }

    /// Returns an array of `len` uniforms, for `$name[i]`.
    pub fn uniform_array(name: &str, ty: GlslType, len: u32) -> Self {
        Self::Uniform(Variable { name: name.to_owned(), ty, len: Some(len) })
    }

    /// Returns a texture; `ty` is a sampler.
    pub fn texture(name: &str, ty: GlslType) -> Self {
        Self::uniform(name, ty)
    }

    /// Returns a vertex attribute.
    pub fn attribute(name: &str, ty: GlslType) -> Self {
        Self::Attribute(Variable { name: name.to_owned(), ty, len: None })
    }

    /// Returns an interpolated varying.
    pub fn varying(name: &str, ty: GlslType) -> Self {
        Self::Varying(Varying { name: name.to_owned(), ty, flat: false })
    }

    /// Returns a varying that is not interpolated.
    pub fn flat_varying(name: &str, ty: GlslType) -> Self {
        Self::Varying(Varying { name: name.to_owned(), ty, flat: true })
    }

    /// Returns the name of the variable, `None` for constants and functions.
    pub(crate) fn variable_name(&self) -> Option<&str> {
        match self {
            Self::Uniform(variable) | Self::Attribute(variable) => Some(&variable.name),
            Self::Varying(varying) => Some(&varying.name),
            Self::Const(_) | Self::Function(_) => None,
        }
    }

    /// Says what this is, for an error.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Const(value) => format!("a constant `{}`", value.glsl_type()),
            Self::Uniform(variable) => format!("the uniform `{} {}`", variable.ty, variable.name),
            Self::Attribute(variable) => format!("the attribute `{} {}`", variable.ty, variable.name),
            Self::Varying(varying) => format!("the varying `{} {}`", varying.ty, varying.name),
            Self::Function(function) => format!("the function `{}`", function.snippet().name()),
        }
    }

    /// Refuses what GLSL cannot write.
    pub(crate) fn check(&self, placeholder: &str) -> Result<(), ComposeError> {
        if let Some(name) = self.variable_name() {
            check_name(name)?;
        }
        let bad = |name: &str, found: GlslType, reason: &str, help: &str| {
            let (name, reason) = (name.to_owned(), reason.to_owned());
            Err(ComposeError::from(ComposeErrorKind::BadType { name, found, reason }).help(help))
        };
        let numbers = "bind a texture or a `bool` as a uniform";
        match self {
            Self::Const(value) if value.to_glsl().is_none() => {
                let error =
                    ComposeError::from(ComposeErrorKind::NotFinite { name: format!("${placeholder}") });
                Err(error.help("bind a finite number, or a uniform: its value may be NaN or infinite"))
            }
            Self::Uniform(Variable { name, ty: GlslType::Void, .. }) => bad(
                name,
                GlslType::Void,
                "a uniform needs a value",
                "choose a type with a value, `GlslType::Float` for example",
            ),
            Self::Uniform(Variable { name, ty, len: Some(0) }) => {
                bad(name, *ty, "an array needs an element", "give it a length of at least 1")
            }
            Self::Attribute(Variable { name, ty, .. }) if !can_pass(*ty) => {
                bad(name, *ty, "attributes are numbers, vectors or matrices of them", numbers)
            }
            Self::Varying(Varying { name, ty, .. }) if !can_pass(*ty) => {
                bad(name, *ty, "varyings are numbers, vectors or matrices of them", numbers)
            }
            Self::Varying(Varying { name, ty, flat: false }) if ty.is_integer() => {
                bad(name, *ty, "an integer cannot be interpolated", "use `Binding::flat_varying`")
            }
            Self::Function(function) => {
                let snippet = function.snippet().name().to_owned();
                match function.signature()? {
                    None => Err(ComposeError::from(ComposeErrorKind::NoEntry { snippet })
                        .help("give the snippet a function, or require it where its constants are read")),
                    Some(signature) if signature.name == "main" => {
                        let reason = "a stage's `main` cannot be bound to a placeholder".to_owned();
                        Err(ComposeError::from(ComposeErrorKind::Main { snippet, reason })
                            .or_at(|| function.snippet().place_of_entry(), "this is a whole stage")
                            .help("bind a function with another name"))
                    }
                    Some(_) => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Adds the structure of the binding to a key; values of variables are no part of it.
    pub(crate) fn mix(&self, hash: &mut Fingerprint) {
        match self {
            Self::Const(value) => {
                hash.text("const");
                value.mix(hash);
            }
            Self::Uniform(variable) | Self::Attribute(variable) => {
                hash.text(if matches!(self, Self::Uniform(_)) { "uniform" } else { "attribute" });
                hash.text(&variable.name);
                hash.text(variable.ty.name());
                hash.number(variable.len.map_or(0, u128::from));
            }
            Self::Varying(varying) => {
                hash.text(if varying.flat { "flat" } else { "varying" });
                hash.text(&varying.name);
                hash.text(varying.ty.name());
            }
            Self::Function(function) => {
                hash.text("function");
                hash.number(function.fingerprint());
            }
        }
    }
}

/// Returns whether a type can go into or out of the vertex stage.
fn can_pass(ty: GlslType) -> bool {
    ty.column().is_some()
        || ty.vector().is_some_and(|(component, _)| component != super::types::Component::Bool)
}

impl From<Function> for Binding {
    fn from(function: Function) -> Self {
        Self::Function(function)
    }
}

impl From<&Function> for Binding {
    fn from(function: &Function) -> Self {
        Self::Function(function.clone())
    }
}

impl<T: Into<ConstValue>> From<T> for Binding {
    fn from(value: T) -> Self {
        Self::Const(value.into())
    }
}
