//! Reading a program's variables from its text, before there is a context.

use std::ops::Range;

use glsl_lang::ast::{self, Node, NodeContent};
use glsl_lang::parse::{DefaultLexer, ParseBuilder, ParseOptions};

use super::{GlslType, Interface, Program, Variable};
use crate::error::{Error, Result};
use crate::shader_error::ShaderStage;

impl Interface {
    /// Reads the variables of a program from the texts of its stages. Those that nothing uses are left out, as drivers do.
    /// Only with the feature `reflect`.
    ///
    /// # Errors
    /// `Unsupported` where the text has what is not understood here: conditions and macros of the preprocessor, structures,
    /// uniform blocks, lengths of arrays that are no numbers. The driver understands them all.
    ///
    /// ```
    /// use vispy_gloo::{GlslType, Interface, Variable};
    ///
    /// let interface = Interface::from_source(
    ///     "#version 300 es\nin vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
    ///     "#version 300 es\nprecision highp float;\nuniform vec4 u_color;\nout vec4 color;\nvoid main() { color = u_color; }",
    /// )?;
    /// assert_eq!(interface.uniforms, [Variable::new("u_color", GlslType::Vec4)]);
    /// assert_eq!(interface.attributes, [Variable::new("a_position", GlslType::Vec2)]);
    /// # Ok::<(), vispy_gloo::Error>(())
    /// ```
    pub fn from_source(vertex: &str, fragment: &str) -> Result<Self> {
        let mut interface = Self::default();
        for (stage, text) in [(ShaderStage::Vertex, vertex), (ShaderStage::Fragment, fragment)] {
            read_stage(stage, text, &mut interface).map_err(|reason| Error::Unsupported {
                feature: format!("reading the variables of the {stage} shader without a driver"),
                requires: format!("a plainer text, or a context: {reason}"),
            })?;
        }
        Ok(interface)
    }
}

impl Program {
    /// Makes the variables known from the program's text, so that values are checked when they are set, before there is a
    /// context. A text that is not understood here is left to the driver, with a warning. Only with the feature `reflect`.
    #[must_use]
    pub fn reflected(self) -> Self {
        match Interface::from_source(self.linked.vertex.text(), self.linked.fragment.text()) {
            Ok(interface) => self.with_interface(interface),
            Err(error) => {
                tracing::warn!(program = self.label(), %error, "values are checked once a context has linked it");
                self
            }
        }
    }
}

type Reason<T> = std::result::Result<T, String>;

fn span<T: NodeContent>(node: &Node<T>) -> Range<usize> {
    node.span.map_or(0..0, |span| span.range().into())
}

fn read_stage(stage: ShaderStage, text: &str, interface: &mut Interface) -> Reason<()> {
    let unknown = ["#if", "#ifdef", "#ifndef", "#define", "#include"];
    for line in text.lines() {
        let line: String = line.split_whitespace().collect::<Vec<_>>().join(" ").replace("# ", "#");
        if unknown.iter().any(|word| line.starts_with(word)) {
            return Err(format!("'{line}'"));
        }
    }
    // 330 has every type name of ES 3.00.
    let options = ParseOptions { default_version: 330, ..ParseOptions::default() };
    let unit = ParseBuilder::<DefaultLexer<'_>, ast::TranslationUnit>::new(text).opts(&options).parse();
    let (unit, ..) = unit.map_err(|error| error.to_string())?;
    for external in &unit.0 {
        let ast::ExternalDeclarationData::Declaration(declaration) = &**external else { continue };
        match &**declaration {
            ast::DeclarationData::InitDeclaratorList(list) => read_list(stage, text, list, interface)?,
            ast::DeclarationData::Block(block) => return Err(format!("block {}", &text[span(&block.name)])),
            _ => {}
        }
    }
    Ok(())
}

fn read_list(
    stage: ShaderStage,
    text: &str,
    list: &ast::InitDeclaratorList,
    interface: &mut Interface,
) -> Reason<()> {
    let head = &list.head;
    let qualifiers = head.ty.qualifier.iter().flat_map(|qualifier| &qualifier.qualifiers);
    let is_uniform = |spec: &ast::TypeQualifierSpec| text[span(spec)].trim() == "uniform";
    let is_input = |spec: &ast::TypeQualifierSpec| text[span(spec)].trim() == "in";
    let variables = if qualifiers.clone().any(is_uniform) {
        &mut interface.uniforms
    } else if stage == ShaderStage::Vertex && qualifiers.clone().any(is_input) {
        &mut interface.attributes
    } else {
        return Ok(());
    };
    let word = text[span(&head.ty.ty.ty)].trim();
    let ty = GlslType::from_name(word).ok_or_else(|| format!("type {word}"))?;
    let of_type = head.ty.ty.array_specifier.as_ref();
    let mut names = Vec::new();
    if let Some(name) = &head.name {
        names.push((text[span(name)].trim(), head.array_specifier.as_ref().or(of_type)));
    }
    for more in &list.tail {
        names.push((text[span(&more.ident.ident)].trim(), more.ident.array_spec.as_ref().or(of_type)));
    }
    for (name, array) in names {
        let array_len = array.map_or(Ok(1), |array| array_len(text, array))?;
        let known = variables.iter().any(|variable| *variable.name == *name);
        // Once is the declaration itself.
        if !known && occurrences(text, name) > 1 {
            variables.push(Variable { array_len, ..Variable::new(name, ty) });
        }
    }
    Ok(())
}

fn array_len(text: &str, array: &ast::ArraySpecifier) -> Reason<u32> {
    let written = text[span(array)].trim();
    let number = written.trim_start_matches('[').trim_end_matches(']').trim().trim_end_matches(['u', 'U']);
    number.parse().map_err(|_no_number| format!("array length {written}"))
}

/// How often a word stands in the text, comments left out.
fn occurrences(text: &str, word: &str) -> usize {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        plain.push_str(&rest[..start]);
        plain.push(' ');
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    plain.push_str(rest);
    let lines = plain.lines().map(|line| line.split("//").next().unwrap_or_default());
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
    words.filter(|found| *found == word).count()
}
