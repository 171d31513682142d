//! Parses the prepared text and collects what stands at its top level.

use std::ops::Range;

use glsl_lang::{
    ast::{self, Node, NodeContent},
    parse::{DefaultLexer, ParseBuilder, ParseContext, ParseOptions},
    visitor::Host as _,
};

use super::{
    Reading, SourceText,
    model::{Declared, Edit, EditKind, Hook, Parameter, Parsed, Signature, Storage, Type},
    prepared::Prepared,
    problems::{check_words, syntax_error},
    returns::{Missing, missing_return},
    walk::Walker,
};
use crate::shaders::{ComposeError, ComposeErrorKind, GlslType, names::check_name};

/// Returns the range of a node in the text.
pub(super) fn span<T: NodeContent>(node: &Node<T>) -> Range<usize> {
    node.span.map_or(0..0, |span| span.range().into())
}

/// Parses a snippet; `type_names` are the structures of the snippets that it requires.
///
/// # Errors
///
/// Everything that can be wrong in one text by itself: syntax, misplaced placeholders, illegal names, recursion.
pub(crate) fn parse(
    source: &SourceText,
    prepared: Prepared,
    reading: Reading<'_>,
    type_names: &[String],
) -> Result<Parsed, ComposeError> {
    check_words(source, &prepared, reading)?;
    let context = ParseContext::new();
    for name in type_names {
        context.add_type_name(ast::IdentifierData::from(name.as_str()).into());
    }
    // 330 has every type name of ES 3.00; what only it has was looked for before.
    let options = ParseOptions { default_version: 330, ..ParseOptions::default() };
    let unit = ParseBuilder::<DefaultLexer<'_>, ast::TranslationUnit>::new(&prepared.text)
        .opts(&options)
        .context(&context)
        .parse()
        .map(|(unit, ..)| unit)
        .map_err(|error| {
            syntax_error(source, &prepared, error.pos().into(), &error.inner().to_string(), type_names)
        })?;

    let mut collector = Collector { source, parsed: Parsed { prepared, ..Parsed::default() } };
    collector.collect(&unit)?;
    let mut parsed = collector.parsed;
    let mut walker = Walker::new(source, &mut parsed);
    unit.visit(&mut walker);
    walker.finish()?;
    parsed.edits.sort_by_key(|edit| (edit.span.start, usize::MAX - edit.span.end));
    parsed.entry = entry(&source.name, &parsed.functions);
    Ok(parsed)
}

/// Chooses the function that a call of the snippet calls: `main`, the one with the file's name, or the last.
fn entry(name: &str, functions: &[Signature]) -> Option<usize> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let named = |wanted: &str| functions.iter().position(|function| function.name == wanted);
    named("main").or_else(|| named(stem)).or(functions.len().checked_sub(1))
}

struct Collector<'a> {
    source: &'a SourceText,
    parsed: Parsed,
}

impl Collector<'_> {
    fn text(&self, span: &Range<usize>) -> &str {
        self.parsed.prepared.text.get(span.clone()).unwrap_or_default()
    }

    fn error(&self, kind: ComposeErrorKind, span: &Range<usize>, label: &str) -> ComposeError {
        self.source.error(kind, self.parsed.prepared.source_span(span), label)
    }

    fn collect(&mut self, unit: &ast::TranslationUnit) -> Result<(), ComposeError> {
        let functions = unit.0.iter().filter_map(|external| match &**external {
            ast::ExternalDeclarationData::FunctionDefinition(definition) => Some(definition),
            _ => None,
        });
        for definition in functions {
            let signature = self.signature(&definition.prototype);
            let at = span(&definition.prototype.name);
            self.symbol(&signature.name, &at)?;
            self.only_definition(&signature, &at)?;
            self.returns(definition, &signature)?;
            self.parsed.functions.push(signature);
        }
        for (index, external) in unit.0.iter().enumerate() {
            if let ast::ExternalDeclarationData::Declaration(declaration) = &**external {
                self.declaration(declaration, index)?;
            }
        }
        Ok(())
    }

    /// Refuses a second body for a function with the same parameters.
    fn only_definition(&self, signature: &Signature, at: &Range<usize>) -> Result<(), ComposeError> {
        let same = |known: &&Signature| {
            let types = |signature: &Signature| -> Vec<Type> {
                signature.parameters.iter().map(|parameter| parameter.ty.clone()).collect()
            };
            known.name == signature.name && types(known) == types(signature)
        };
        let Some(first) = self.parsed.functions.iter().find(same) else { return Ok(()) };
        let kind = ComposeErrorKind::DefinedTwice { name: signature.name.clone() };
        let label = format!("`{first}` has a body already");
        Err(self.error(kind, at, &label).help("rename one of them, or give them other parameters"))
    }

    /// Refuses a function that gives a value back and has no `return`; notes one that has it on some ways only.
    fn returns(
        &mut self,
        definition: &ast::FunctionDefinition,
        signature: &Signature,
    ) -> Result<(), ComposeError> {
        if signature.is_void() {
            return Ok(());
        }
        let Some(missing) = missing_return(&definition.statement) else { return Ok(()) };
        let whole = span(&definition.statement);
        let end = whole.end.saturating_sub(1)..whole.end;
        let always = missing == Missing::Every;
        let kind = ComposeErrorKind::MissingReturn { function: signature.name.clone(), always };
        let label = format!("the end of a function that gives back `{}`", signature.result);
        let error = self.error(kind, &end, &label);
        if always {
            return Err(error.help("end it with `return ...;`, or make it `void`"));
        }
        let warning = error.into_warning().help("end it with `return ...;` for what no condition catches");
        tracing::warn!("{warning}");
        self.parsed.warnings.push(warning);
        Ok(())
    }

    /// Takes a name that the snippet defines at this place.
    fn symbol(&mut self, name: &str, at: &Range<usize>) -> Result<(), ComposeError> {
        if name == "main" {
            return Ok(());
        }
        if self.parsed.prepared.dollars.contains(&at.start) {
            let name = name.trim_start_matches('_').to_owned();
            let kind = ComposeErrorKind::Misplaced { name };
            let label = "a name that is defined here cannot be a placeholder";
            return Err(self.error(kind, at, label).help("give it a fixed name"));
        }
        if (name.starts_with("gl_") || name.contains("__"))
            && let Err(error) = check_name(name)
        {
            let place = self.source.place(self.parsed.prepared.source_span(at));
            return Err(error.or_at(|| Some(place), "defined here"));
        }
        if !self.parsed.symbols.iter().any(|known| known == name) {
            self.parsed.symbols.push(name.to_owned());
        }
        self.parsed.edits.push(Edit { span: at.clone(), kind: EditKind::Symbol(name.to_owned()) });
        Ok(())
    }

    fn declaration(&mut self, node: &ast::Declaration, statement: usize) -> Result<(), ComposeError> {
        match &**node {
            ast::DeclarationData::FunctionPrototype(prototype) => self.prototype(prototype, &span(node)),
            ast::DeclarationData::InitDeclaratorList(list) => self.variables(list, &span(node), statement),
            ast::DeclarationData::Precision(..) => {
                // Composition writes one precision for the whole stage.
                self.parsed.edits.push(Edit { span: span(node), kind: EditKind::Remove });
                Ok(())
            }
            ast::DeclarationData::Block(block) => {
                self.block(block, &span(node));
                Ok(())
            }
            ast::DeclarationData::Invariant(_) | ast::DeclarationData::TypeOnly(_) => Ok(()),
        }
    }

    /// Takes a prototype: a forward declaration if the function has a body here, a hook if not.
    fn prototype(
        &mut self,
        prototype: &ast::FunctionPrototype,
        statement: &Range<usize>,
    ) -> Result<(), ComposeError> {
        let signature = self.signature(prototype);
        let at = span(&prototype.name);
        if self.parsed.functions.iter().any(|function| function.name == signature.name) {
            return self.symbol(&signature.name, &at);
        }
        let first = signature.parameters.first();
        if !signature.is_void() && first.is_none_or(|first| first.ty != signature.result) {
            let message = format!("hook `{}` must give back the type of its first parameter", signature.name);
            let kind = ComposeErrorKind::Syntax { message };
            return Err(self
                .error(kind, &at, "a prototype without a body is a hook")
                .help("an unbound hook is its first argument; or give the function a body"));
        }
        self.parsed.edits.push(Edit { span: statement.clone(), kind: EditKind::Remove });
        self.parsed.hooks.push(Hook { signature });
        Ok(())
    }

    fn variables(
        &mut self,
        list: &ast::InitDeclaratorList,
        statement: &Range<usize>,
        index: usize,
    ) -> Result<(), ComposeError> {
        let head = &list.head;
        if let ast::TypeSpecifierNonArrayData::Struct(structure) = &*head.ty.ty.ty
            && let Some(name) = &structure.name
        {
            let name = name.as_str().to_owned();
            // The walker finds the name itself, as it finds every use of it.
            self.parsed.symbols.push(name.clone());
            self.parsed.structs.push(name);
        }
        let (storage, flat) = self.storage(head.ty.qualifier.as_ref())?;
        let ty = self.type_of(&head.ty.ty, None);
        let tail = list.tail.iter().map(|tail| (&tail.ident.ident, tail.ident.array_spec.as_ref()));
        let names = head.name.iter().map(|name| (name, head.array_specifier.as_ref())).chain(tail);
        for (name, array) in names {
            let Some(storage) = storage else {
                let ty = self.type_of(&head.ty.ty, array);
                self.parsed.constants.push((name.as_str().to_owned(), ty));
                self.symbol(name.as_str(), &span(name))?;
                continue;
            };
            let array =
                array.or(head.ty.ty.array_specifier.as_ref()).map(|array| self.text(&span(array)).to_owned());
            self.parsed.declared.push(Declared {
                storage,
                name: name.as_str().to_owned(),
                ty: ty.clone(),
                array,
                flat,
                statement: index,
                span: span(name),
            });
        }
        if storage.is_some() {
            self.parsed.edits.push(Edit { span: statement.clone(), kind: EditKind::Declaration(index) });
        }
        Ok(())
    }

    /// Returns how a global variable is qualified, `None` for a constant or a plain one.
    fn storage(
        &self,
        qualifier: Option<&ast::TypeQualifier>,
    ) -> Result<(Option<Storage>, bool), ComposeError> {
        let (mut storage, mut flat) = (None, false);
        for spec in qualifier.iter().flat_map(|qualifier| &qualifier.qualifiers) {
            match &**spec {
                ast::TypeQualifierSpecData::Storage(word) => match &**word {
                    ast::StorageQualifierData::Uniform => storage = Some(Storage::Uniform),
                    ast::StorageQualifierData::In => storage = Some(Storage::In),
                    ast::StorageQualifierData::Out => storage = Some(Storage::Out),
                    _ => {}
                },
                ast::TypeQualifierSpecData::Interpolation(word) => {
                    flat |= **word == ast::InterpolationQualifierData::Flat;
                }
                _ => {}
            }
        }
        Ok((storage, flat))
    }

    fn block(&mut self, block: &ast::Block, statement: &Range<usize>) {
        let fields = block.fields.iter().flat_map(|field| &field.identifiers);
        let names = fields.map(|field| &field.ident).chain(block.identifier.iter().map(|outer| &outer.ident));
        let reserved: Vec<String> = names.map(|name| name.as_str().to_owned()).collect();
        // Blocks cannot share a statement, so that their position serves as its number.
        let index = statement.start;
        self.parsed.reserved.extend(reserved);
        self.parsed.declared.push(Declared {
            storage: Storage::Block,
            name: block.name.as_str().to_owned(),
            ty: Type::Other(self.text(statement).split_whitespace().collect::<Vec<_>>().join(" ")),
            array: None,
            flat: false,
            statement: index,
            span: span(&block.name),
        });
        self.parsed.edits.push(Edit { span: statement.clone(), kind: EditKind::Declaration(index) });
    }

    fn signature(&self, prototype: &ast::FunctionPrototype) -> Signature {
        let parameters = prototype.parameters.iter().map(|parameter| {
            let (qualifier, ty, name) = match &**parameter {
                ast::FunctionParameterDeclarationData::Named(qualifier, declarator) => {
                    let array = declarator.ident.array_spec.as_ref();
                    let name = declarator.ident.ident.as_str().to_owned();
                    (qualifier, self.type_of(&declarator.ty, array), Some(name))
                }
                ast::FunctionParameterDeclarationData::Unnamed(qualifier, ty) => {
                    (qualifier, self.type_of(ty, None), None)
                }
            };
            let qualifier =
                qualifier.as_ref().map_or("", |qualifier| self.text(&span(qualifier))).trim().to_owned();
            Parameter { name, ty, qualifier }
        });
        let parameters: Vec<Parameter> = parameters.collect();
        // `f(void)` has no parameter.
        let void = matches!(&parameters[..], [only] if only.ty == Type::Basic(GlslType::Void));
        Signature {
            name: prototype.name.as_str().to_owned(),
            result: self.type_of(&prototype.ty.ty, None),
            parameters: if void { Vec::new() } else { parameters },
        }
    }

    fn type_of(&self, ty: &ast::TypeSpecifier, array: Option<&ast::ArraySpecifier>) -> Type {
        type_of(&self.parsed.prepared.text, ty, array)
    }
}

/// Returns the type that a specifier names.
pub(super) fn type_of(text: &str, ty: &ast::TypeSpecifier, array: Option<&ast::ArraySpecifier>) -> Type {
    let slice = |span: Range<usize>| text.get(span).unwrap_or_default();
    let base = match &*ty.ty {
        ast::TypeSpecifierNonArrayData::Struct(structure) => {
            structure.name.as_ref().map_or("struct", |name| name.as_str())
        }
        _ => slice(span(&ty.ty)).trim(),
    };
    match array.or(ty.array_specifier.as_ref()) {
        Some(array) => Type::Other(format!("{base}{}", slice(span(array)))),
        None => GlslType::from_name(base).map_or_else(|| Type::Other(base.to_owned()), Type::Basic),
    }
}
