//! Functions called one after the other: for hooks and for transforms of several steps.

use super::{
    ComposeError, ComposeErrorKind, Function, GlslType, Snippet,
    names::check_name,
    syntax::model::{Parameter, Signature, Type},
};

/// Functions in an explicit order, each of which gets what the one before it returned.
///
/// Functions of equal position keep the order in which they were added. VisPy's filters use the positions 1
/// (clipping), 5 (default), 8 (colour) and 9, 10 (picking).
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::{Function, FunctionChain, Snippet};
///
/// let invert = Snippet::new("my/invert.glsl", "vec4 invert(vec4 c) { return vec4(c.a - c.rgb, c.a); }")?;
/// let halve = Snippet::new("my/halve.glsl", "vec4 halve(vec4 c) { return 0.5 * c; }")?;
/// let chain = FunctionChain::new("filters")
///     .with(8, &Function::new(&halve))
///     .with(5, &Function::new(&invert));
/// assert_eq!(chain.functions().map(|f| f.snippet().name()).collect::<Vec<_>>(), ["my/invert.glsl", "my/halve.glsl"]);
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionChain {
    name: String,
    entries: Vec<(i32, Function)>,
}

impl FunctionChain {
    /// Makes an empty chain; `name` is what the function that calls the others is called in the program.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), entries: Vec::new() }
    }

    /// Returns the chain with one more function.
    #[must_use]
    pub fn with(mut self, position: i32, function: &Function) -> Self {
        let at = self.entries.partition_point(|(known, _)| *known <= position);
        self.entries.insert(at, (position, function.clone()));
        self
    }

    /// Returns the functions in order.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.entries.iter().map(|(_, function)| function)
    }

    /// Returns whether there is no function.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns one function that calls them all, to bind to a placeholder in call position.
    ///
    /// # Errors
    ///
    /// `Chain` if there is no function, if a later one does not have exactly one parameter, or if its type is not
    /// what the one before it returns.
    pub fn to_function(&self) -> Result<Function, ComposeError> {
        let signatures = self.signatures()?;
        let Some((first, rest)) = signatures.split_first() else {
            return Err(self
                .error("it is empty, so that its type is unknown")
                .help("add a function: `chain.with(0, &function)`"));
        };
        if let [(_, only)] = &self.entries[..] {
            return Ok(only.clone());
        }
        let mut before = first;
        for (next, function) in rest.iter().zip(self.functions().skip(1)) {
            match &next.parameters[..] {
                [parameter] if parameter.ty == before.result => {}
                _ => {
                    return Err(self
                        .error(&format!("`{before}` cannot feed `{next}`"))
                        .or_at(|| function.snippet().place_of_entry(), format!("gets a `{}`", before.result))
                        .help(format!("it needs one parameter, a `{}`; or another order", before.result)));
                }
            }
            before = next;
        }
        let head = Signature {
            name: self.name.clone(),
            result: before.result.clone(),
            parameters: first.parameters.clone(),
        };
        self.build(&head, &signatures)
    }

    /// Returns the function to bind to a hook, `None` if the chain is empty.
    pub(crate) fn for_hook(&self, hook: &Signature) -> Result<Option<Function>, ComposeError> {
        let signatures = self.signatures()?;
        for (found, function) in signatures.iter().zip(self.functions()) {
            let full = found.parameters.len() == hook.parameters.len();
            let short = !hook.is_void() && found.parameters.len() == 1;
            let fits = found.parameters.iter().zip(&hook.parameters).all(|(a, b)| a.ty == b.ty);
            if found.result != hook.result || !fits || !(full || short) {
                let help = "a function for a hook takes the hook's parameters, or only the first, and returns its type";
                return Err(self
                    .error(&format!("`{found}` does not fit the hook `{hook}`"))
                    .or_at(|| function.snippet().place_of_entry(), "attached to the hook")
                    .help(help));
            }
        }
        match (&self.entries[..], &signatures[..]) {
            ([], _) => Ok(None),
            ([(_, only)], [found]) if found.parameters.len() == hook.parameters.len() => {
                Ok(Some(only.clone()))
            }
            _ => {
                let head = Signature { name: self.name.clone(), ..hook.clone() };
                self.build(&head, &signatures).map(Some)
            }
        }
    }

    /// Writes the function that calls the others, as a snippet with a placeholder for each.
    fn build(&self, head: &Signature, signatures: &[Signature]) -> Result<Function, ComposeError> {
        check_name(&self.name)?;
        let types = head.parameters.iter().map(|parameter| &parameter.ty).chain([&head.result]);
        for ty in types {
            if let Type::Other(ty) = ty {
                return Err(self
                    .error(&format!("chains cannot pass `{ty}`, only types of the language"))
                    .help("write a function that calls the others"));
            }
        }
        let names: Vec<String> = head.parameters.iter().enumerate().map(argument_name).collect();
        let declared =
            head.parameters.iter().zip(&names).map(|(parameter, name)| match &*parameter.qualifier {
                "" => format!("{} {name}", parameter.ty),
                qualifier => format!("{qualifier} {} {name}", parameter.ty),
            });
        let declared: Vec<String> = declared.collect();
        let mut source = format!("{} {}({}) {{\n", head.result, self.name, declared.join(", "));
        if head.result == Type::Basic(GlslType::Void) {
            for step in 1..=signatures.len() {
                source.push_str(&format!("    $step_{step}({});\n", names.join(", ")));
            }
        } else {
            let mut value = names.first().cloned().unwrap_or_default();
            for (index, signature) in signatures.iter().enumerate() {
                // The first of a transform chain may take several; later ones and short ones take the value alone.
                let more = names.get(1..signature.parameters.len()).unwrap_or_default();
                let arguments: Vec<&str> =
                    std::iter::once(value.as_str()).chain(more.iter().map(String::as_str)).collect();
                value = format!("$step_{}({})", index + 1, arguments.join(", "));
            }
            source.push_str(&format!("    return {value};\n"));
        }
        source.push_str("}\n");
        let mut function = Function::new(&Snippet::new(&format!("chain {}", self.name), source)?);
        for (index, (_, step)) in self.entries.iter().enumerate() {
            function = function.bind(&format!("step_{}", index + 1), step)?;
        }
        Ok(function)
    }

    fn signatures(&self) -> Result<Vec<Signature>, ComposeError> {
        self.functions()
            .map(|function| {
                let snippet = function.snippet().name().to_owned();
                function.signature()?.ok_or_else(|| ComposeErrorKind::NoEntry { snippet }.into())
            })
            .collect()
    }

    fn error(&self, reason: &str) -> ComposeError {
        ComposeErrorKind::Chain { name: self.name.clone(), reason: reason.to_owned() }.into()
    }
}

/// Returns the name of a parameter, or one that fits its place.
fn argument_name((index, parameter): (usize, &Parameter)) -> String {
    match (&parameter.name, index) {
        (Some(name), _) => name.clone(),
        (None, 0) => "value".to_owned(),
        (None, index) => format!("argument_{index}"),
    }
}
