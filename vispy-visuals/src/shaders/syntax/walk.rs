//! Walks the syntax tree once and notes every name, placeholder and hook with its place.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use glsl_lang::{
    ast,
    visitor::{Visit, Visitor},
};

use super::{
    SourceText,
    infer::infer,
    model::{Call, Check, Edit, EditKind, Local, Parsed, Type, Use},
    parse::{span, type_of},
    recursion::{Calls, recursion},
    scan::{Token, Tokens},
};
use crate::shaders::{ComposeError, ComposeErrorKind};

pub(super) struct Walker<'a> {
    source: &'a SourceText,
    parsed: &'a mut Parsed,
    /// Placeholders not met yet.
    open: BTreeSet<usize>,
    /// Blocks around the current place, the innermost last.
    scopes: Vec<Range<usize>>,
    /// Name and range of the function that is walked.
    function: Option<(String, Range<usize>)>,
    /// Starts of names that are assigned to.
    written: BTreeSet<usize>,
    /// Starts of expression statements with their whole range, and whether a block holds them.
    statements: BTreeMap<usize, (Range<usize>, bool)>,
    /// What is assigned, and stays so without the parentheses of a hook's call around it.
    alone: Vec<Range<usize>>,
    /// Type of the declaration whose further names follow.
    declared: Option<Type>,
    calls: Calls,
}

impl<'a> Walker<'a> {
    pub(super) fn new(source: &'a SourceText, parsed: &'a mut Parsed) -> Self {
        let open: BTreeSet<usize> = parsed.prepared.dollars.iter().copied().collect();
        for start in &open {
            // All are known before the first is met: the type of an outer call asks for the inner ones.
            let rest = parsed.prepared.text.get(*start..).unwrap_or_default();
            if let Some((_, Token::Word(word))) = Tokens::new(rest).next() {
                let name = word.get(1..).unwrap_or_default().to_owned();
                parsed.placeholder(&name);
            }
        }
        Self {
            source,
            parsed,
            open,
            scopes: Vec::new(),
            function: None,
            written: BTreeSet::new(),
            statements: BTreeMap::new(),
            alone: Vec::new(),
            declared: None,
            calls: Calls::new(),
        }
    }

    /// Checks what only the whole text can tell.
    pub(super) fn finish(self) -> Result<(), ComposeError> {
        for used in &mut self.parsed.uses {
            used.written = self.written.contains(&used.span.start);
        }
        if let Some(start) = self.open.first() {
            let text = self.parsed.prepared.text.get(*start..).unwrap_or_default();
            let name = match Tokens::new(text).next() {
                Some((_, Token::Word(word))) => word.get(1..).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            let marked = self.parsed.prepared.source_span(&(*start..start + name.len() + 1));
            return Err(self
                .source
                .error(
                    ComposeErrorKind::Misplaced { name },
                    marked,
                    "neither an expression nor a called function",
                )
                .help("a placeholder stands for an expression or for the function in a call"));
        }
        if let Some((chain, at)) = recursion(&self.calls, self.parsed) {
            let marked = self.parsed.prepared.source_span(&at);
            return Err(self
                .source
                .error(ComposeErrorKind::Cycle { chain }, marked, "this call closes the circle")
                .help("GLSL has no recursion: use a loop"));
        }
        Ok(())
    }

    fn declare(&mut self, name: &ast::Identifier, ty: Type, from: usize) {
        while self.scopes.last().is_some_and(|scope| scope.end <= from) {
            self.scopes.pop();
        }
        if let Some(scope) = self.scopes.last() {
            let visible = from..scope.end;
            self.parsed.locals.push(Local { name: name.as_str().to_owned(), ty, visible });
        }
    }

    fn enter(&mut self, scope: Range<usize>) {
        while self.scopes.last().is_some_and(|outer| outer.end <= scope.start) {
            self.scopes.pop();
        }
        self.scopes.push(scope);
    }

    /// Notes a name that is used.
    fn name(&mut self, ident: &ast::Identifier) {
        let at = span(ident);
        let name = ident.as_str();
        if self.parsed.is_placeholder(at.start) {
            self.open.remove(&at.start);
            let placeholder = self.parsed.placeholder(name.get(1..).unwrap_or_default());
            let index = match self.parsed.uses.iter().rposition(|known| known.span == at) {
                Some(call) => call,
                None => {
                    self.parsed.uses.push(Use { placeholder, span: at.clone(), call: None, written: false });
                    self.parsed.uses.len() - 1
                }
            };
            self.parsed.edits.push(Edit { span: at, kind: EditKind::Placeholder(index) });
        } else if self.parsed.local(name, at.start).is_none() {
            self.global(name, at);
        }
    }

    fn global(&mut self, name: &str, at: Range<usize>) {
        let kind = if let Some(hook) = self.parsed.hook(name) {
            EditKind::HookName(hook)
        } else if self.parsed.symbols.iter().any(|symbol| symbol == name) {
            EditKind::Symbol(name.to_owned())
        } else {
            self.parsed.free.insert(name.to_owned());
            EditKind::Free(name.to_owned())
        };
        self.parsed.edits.push(Edit { span: at, kind });
    }

    /// Notes a call of something that has a name.
    fn call(&mut self, callee: &ast::Identifier, arguments: &[ast::Expr], whole: Range<usize>) {
        let at = span(callee);
        let name = callee.as_str();
        if self.parsed.is_placeholder(at.start) {
            let placeholder = self.parsed.placeholder(name.get(1..).unwrap_or_default());
            let arguments = arguments.iter().map(|expr| (span(expr), infer(self.parsed, expr))).collect();
            let call = Some(Call { span: whole, arguments });
            self.parsed.uses.push(Use { placeholder, span: at, call, written: false });
        } else if self.parsed.local(name, at.start).is_none() {
            if let Some(hook) = self.parsed.hook(name) {
                self.hook_call(hook, &at, arguments, whole);
            } else if let Some((caller, _)) = &self.function
                && self.parsed.functions.iter().any(|function| function.name == name)
            {
                self.calls.entry(caller.clone()).or_default().push((name.to_owned(), whole));
            }
        }
    }

    /// Notes what to take out around a hook's call when the hook is not bound: all but its first argument.
    fn hook_call(
        &mut self,
        hook: usize,
        callee: &Range<usize>,
        arguments: &[ast::Expr],
        whole: Range<usize>,
    ) {
        let void = self.parsed.hooks.get(hook).is_some_and(|hook| hook.signature.is_void());
        let mut edit = |span: Range<usize>, kind: EditKind| self.parsed.edits.push(Edit { span, kind });
        if void {
            match self.statements.get(&whole.start) {
                Some((statement, true)) => edit(statement.clone(), EditKind::WithoutHook(hook)),
                Some((statement, false)) => edit(statement.clone(), EditKind::EmptyWithoutHook(hook)),
                None => {}
            }
            return;
        }
        let Some(first) = arguments.first() else { return };
        let rest = self.parsed.prepared.text.get(callee.end..whole.end).unwrap_or_default();
        let Some((open, end)) = first_argument(rest) else { return };
        let (open, end) = (callee.end + open, callee.end + end);
        let atom = matches!(
            &**first,
            ast::ExprData::Variable(_)
                | ast::ExprData::FunCall(..)
                | ast::ExprData::Dot(..)
                | ast::ExprData::Bracket(..)
        );
        let alone = self.alone.contains(&whole);
        if alone {
            self.alone.push(span(first));
        }
        let mut edit = |span: Range<usize>| {
            self.parsed.edits.push(Edit { span, kind: EditKind::WithoutHook(hook) });
        };
        if atom || alone {
            edit(callee.start..open + 1);
            edit(end..whole.end);
        } else {
            // Operators around the call must not reach into the argument: its parentheses stay.
            edit(callee.start..open);
            edit(end..whole.end - 1);
        }
    }

    /// Marks the variable that an expression assigns to.
    fn write(&mut self, target: &ast::Expr) {
        match &**target {
            ast::ExprData::Variable(ident) => {
                self.written.insert(span(ident).start);
            }
            ast::ExprData::Dot(inner, _) | ast::ExprData::Bracket(inner, _) => self.write(inner),
            _ => {}
        }
    }

    /// Notes that an expression must have a type, if a placeholder has a part in it.
    fn check(&mut self, what: String, expected: &Type, expr: &ast::Expr) {
        let found = infer(self.parsed, expr);
        if found.is_open() {
            self.parsed.checks.push(Check { what, span: span(expr), expected: expected.clone(), found });
        }
    }

    fn initializer(&mut self, name: &ast::Identifier, ty: &Type, value: Option<&ast::Initializer>) {
        if let Some(ast::InitializerData::Simple(expr)) = value.map(|value| &**value) {
            self.check(format!("value of `{}`", name.as_str()), ty, expr);
        }
    }
}

impl Visitor for Walker<'_> {
    fn visit_function_definition(&mut self, node: &ast::FunctionDefinition) -> Visit {
        let whole = span(node);
        self.enter(whole.clone());
        self.function = Some((node.prototype.name.as_str().to_owned(), whole));
        Visit::Children
    }

    fn visit_function_parameter_declarator(&mut self, node: &ast::FunctionParameterDeclarator) -> Visit {
        let ty = type_of(&self.parsed.prepared.text, &node.ty, node.ident.array_spec.as_ref());
        self.declare(&node.ident.ident, ty, span(&node.ident).end);
        Visit::Children
    }

    fn visit_single_declaration(&mut self, node: &ast::SingleDeclaration) -> Visit {
        let ty = type_of(&self.parsed.prepared.text, &node.ty.ty, node.array_specifier.as_ref());
        if let Some(name) = &node.name {
            // In `float x = x;` the second name still means the outer variable.
            self.declare(name, ty.clone(), span(node).end);
            self.initializer(name, &ty, node.initializer.as_ref());
        }
        self.declared = Some(type_of(&self.parsed.prepared.text, &node.ty.ty, None));
        Visit::Children
    }

    fn visit_single_declaration_no_type(&mut self, node: &ast::SingleDeclarationNoType) -> Visit {
        if let Some(ty) = self.declared.clone() {
            self.declare(&node.ident.ident, ty.clone(), span(node).end);
            if node.ident.array_spec.is_none() {
                self.initializer(&node.ident.ident, &ty, node.initializer.as_ref());
            }
        }
        Visit::Children
    }

    fn visit_condition(&mut self, node: &ast::Condition) -> Visit {
        if let ast::ConditionData::Assignment(ty, name, _) = &**node {
            let ty = type_of(&self.parsed.prepared.text, &ty.ty, None);
            self.declare(name, ty, span(node).end);
        }
        Visit::Children
    }

    fn visit_compound_statement(&mut self, node: &ast::CompoundStatement) -> Visit {
        self.enter(span(node));
        for statement in &node.statement_list {
            let whole = span(statement);
            self.statements.insert(whole.start, (whole, true));
        }
        Visit::Children
    }

    fn visit_iteration_statement(&mut self, node: &ast::IterationStatement) -> Visit {
        self.enter(span(node));
        Visit::Children
    }

    fn visit_switch_statement(&mut self, node: &ast::SwitchStatement) -> Visit {
        self.enter(span(node));
        Visit::Children
    }

    fn visit_statement(&mut self, node: &ast::Statement) -> Visit {
        let whole = span(node);
        if matches!(&**node, ast::StatementData::Expression(_)) {
            self.statements.entry(whole.start).or_insert((whole, false));
        }
        Visit::Children
    }

    fn visit_jump_statement(&mut self, node: &ast::JumpStatement) -> Visit {
        if let ast::JumpStatementData::Return(Some(value)) = &**node
            && let Some((name, _)) = &self.function
        {
            let mut own = self.parsed.functions.iter().filter(|function| &function.name == name);
            if let (Some(only), None) = (own.next(), own.next()) {
                let (what, result) = (format!("result of `{name}`"), only.result.clone());
                self.check(what, &result, value);
            }
        }
        Visit::Children
    }

    fn visit_type_name(&mut self, node: &ast::TypeName) -> Visit {
        self.global(node.as_str(), span(node));
        Visit::Children
    }

    fn visit_expr(&mut self, node: &ast::Expr) -> Visit {
        match &**node {
            ast::ExprData::Variable(ident) => self.name(ident),
            ast::ExprData::FunCall(callee, arguments) => {
                if let Some(ident) = callee.as_ident() {
                    self.call(ident, arguments, span(node));
                }
            }
            ast::ExprData::Assignment(target, _, value) => {
                self.alone.push(span(value));
                self.write(target);
            }
            ast::ExprData::PostInc(target) | ast::ExprData::PostDec(target) => self.write(target),
            ast::ExprData::Unary(op, target)
                if matches!(&**op, ast::UnaryOpData::Inc | ast::UnaryOpData::Dec) =>
            {
                self.write(target);
            }
            _ => {}
        }
        Visit::Children
    }
}

/// Finds the first argument in `(a, b)`: the offset of the parenthesis and of the comma or the end.
fn first_argument(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut open = None;
    for (at, token) in Tokens::new(text) {
        match token {
            Token::Byte(b'(' | b'[') => {
                depth += 1;
                open = open.or(Some(at));
            }
            Token::Byte(b')' | b']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some((open?, at));
                }
            }
            Token::Byte(b',') if depth == 1 => return Some((open?, at)),
            _ => {}
        }
    }
    None
}
