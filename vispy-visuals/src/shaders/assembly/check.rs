//! Checks one function against what its placeholders are bound to: calls, types, stages, hidden names.

use std::ops::Range;

use super::stage::Instance;
use crate::shaders::{
    Binding, ComposeError, ComposeErrorKind, Stage,
    syntax::model::{Call, Parsed, Signature, Type, Use},
};

/// Checks every use of a placeholder in an instance.
///
/// # Errors
///
/// `WrongUse`, `Arity`, `Type`, `WrongStage` or `Hidden`, with the place in the text.
pub(super) fn check_instance(
    instance: &Instance,
    all: &[Instance],
    stage: Stage,
) -> Result<(), ComposeError> {
    let checker = Checker { instance, all, stage };
    for used in instance.parsed.uses.iter().filter(|used| instance.keeps(&used.span)) {
        if let Some(binding) = instance.binding(used.placeholder) {
            checker.check_use(used, binding)?;
        }
    }
    for check in instance.parsed.checks.iter().filter(|check| instance.keeps(&check.span)) {
        let found = check.found.resolve(&|placeholder, result| checker.bound_type(placeholder, result));
        if let Some(found) = found
            && found != check.expected
        {
            return Err(checker.type_error(check.what.clone(), &check.expected, &found, &check.span));
        }
    }
    Ok(())
}

struct Checker<'a> {
    instance: &'a Instance,
    all: &'a [Instance],
    stage: Stage,
}

impl<'a> Checker<'a> {
    fn parsed(&self) -> &'a Parsed {
        &self.instance.parsed
    }

    fn placeholder_name(&self, index: usize) -> String {
        self.parsed().placeholders.get(index).cloned().unwrap_or_default()
    }

    fn error(&self, kind: ComposeErrorKind, span: &Range<usize>, label: impl Into<String>) -> ComposeError {
        self.instance.function.snippet().error(self.parsed(), kind, span, label)
    }

    fn type_error(&self, what: String, expected: &Type, found: &Type, span: &Range<usize>) -> ComposeError {
        let (expected, found) = (expected.to_string(), found.to_string());
        let label = format!("this is `{found}`");
        let help =
            format!("convert it, with `{expected}(...)` for example, or bind something of another type");
        self.error(ComposeErrorKind::Type { what, expected, found }, span, label).help(help)
    }

    /// Returns the overloads of the function bound to a placeholder.
    fn overloads(&self, placeholder: usize) -> impl Iterator<Item = &'a Signature> {
        let bound = self.instance.placeholders.get(&placeholder).and_then(|index| self.all.get(*index));
        bound.into_iter().flat_map(|bound| {
            let name = bound.parsed.entry().map(|entry| entry.name.as_str());
            bound.parsed.functions.iter().filter(move |function| Some(function.name.as_str()) == name)
        })
    }

    /// Returns the type of a placeholder read as a value, or of what it returns when called.
    fn bound_type(&self, placeholder: usize, result: bool) -> Option<Type> {
        match (self.instance.binding(placeholder)?, result) {
            (Binding::Const(value), false) => Some(Type::Basic(value.glsl_type())),
            (Binding::Uniform(variable) | Binding::Attribute(variable), false) => match variable.len {
                None => Some(Type::Basic(variable.ty)),
                Some(len) => Some(Type::Other(format!("{}[{len}]", variable.ty))),
            },
            (Binding::Varying(varying), false) => Some(Type::Basic(varying.ty)),
            (Binding::Function(_), _) => {
                let mut overloads = self.overloads(placeholder);
                let first = overloads.next()?;
                overloads.all(|other| other.result == first.result).then(|| first.result.clone())
            }
            _ => None,
        }
    }

    fn check_use(&self, used: &Use, binding: &Binding) -> Result<(), ComposeError> {
        self.check_stage(used, binding)?;
        if let Some(name) = binding.variable_name()
            && self.parsed().local(name, used.span.start).is_some()
        {
            let kind = ComposeErrorKind::Hidden { name: name.to_owned() };
            let label = format!("becomes `{name}`, which is a local variable here");
            return Err(self.error(kind, &used.span, label).help("rename the local variable"));
        }
        match (binding, &used.call) {
            (Binding::Function(_), Some(call)) => self.check_call(used, call),
            (Binding::Function(_), None) => {
                let needs = self.overloads(used.placeholder).all(|function| !function.parameters.is_empty());
                if needs {
                    let help = "call it with arguments, or bind a function without parameters";
                    return Err(self.wrong_use(used, binding, "read as a value").help(help));
                }
                Ok(())
            }
            (_, Some(_)) => Err(self
                .wrong_use(used, binding, "called")
                .help("bind a function: `Function::new(&snippet)`")),
            (_, None) => Ok(()),
        }
    }

    fn wrong_use(&self, used: &Use, binding: &Binding, how: &str) -> ComposeError {
        let name = self.placeholder_name(used.placeholder);
        let kind = ComposeErrorKind::WrongUse { name, found: binding.describe(), used: how.to_owned() };
        self.error(kind, &used.span, format!("{how} here"))
    }

    fn check_stage(&self, used: &Use, binding: &Binding) -> Result<(), ComposeError> {
        match (binding, self.stage) {
            (Binding::Attribute(_), Stage::Fragment) => {
                let kind = ComposeErrorKind::WrongStage { what: binding.describe(), stage: self.stage };
                let help = "assign it to a varying in the vertex stage and bind the varying here";
                Err(self.error(kind, &used.span, "attributes end at the vertex stage").help(help))
            }
            (Binding::Varying(_), Stage::Vertex) | (Binding::Function(_), _) => Ok(()),
            _ if used.written => {
                Err(self.wrong_use(used, binding, "written").help("copy it to a local variable first"))
            }
            _ => Ok(()),
        }
    }

    fn check_call(&self, used: &Use, call: &Call) -> Result<(), ComposeError> {
        let found = call.arguments.len();
        let candidates: Vec<&Signature> =
            self.overloads(used.placeholder).filter(|function| function.parameters.len() == found).collect();
        let [only] = &candidates[..] else {
            if let (true, Some(first)) = (candidates.is_empty(), self.overloads(used.placeholder).next()) {
                let expected = first.parameters.len();
                let kind = ComposeErrorKind::Arity { function: first.name.clone(), expected, found };
                let name = self.placeholder_name(used.placeholder);
                let label = format!("`${name}` is bound to `{first}`");
                return Err(self.error(kind, &call.span, label).help("bind a function of other parameters"));
            }
            // Of several overloads the driver chooses.
            return Ok(());
        };
        for (number, ((span, argument), parameter)) in call.arguments.iter().zip(&only.parameters).enumerate()
        {
            let found = argument.resolve(&|placeholder, result| self.bound_type(placeholder, result));
            if let Some(found) = found
                && found != parameter.ty
            {
                let what = format!("argument {} of `{}`", number + 1, only.name);
                return Err(self.type_error(what, &parameter.ty, &found, span));
            }
        }
        Ok(())
    }
}
