//! Whether values fit the variables of a program.

use super::{Interface, UniformValue};
use crate::buffer::{UniformBuffer, VertexFormat};
use crate::error::{Error, Result};
use crate::texture::{Channels, Texture};

fn unknown(
    label: String,
    kind: &'static str,
    name: &str,
    known: impl Iterator<Item = impl AsRef<str>>,
) -> Error {
    let known = known.map(|name| name.as_ref().to_owned()).collect();
    Error::UnknownVariable { label, kind, name: name.to_owned(), known }
}

pub(super) fn check_uniform(
    interface: &Interface,
    name: &str,
    value: &UniformValue,
    label: impl Fn() -> String,
) -> Result<()> {
    let plain = || interface.uniforms.iter().filter(|variable| !variable.ty.is_sampler());
    let found = interface.uniform(name).filter(|(variable, _)| !variable.ty.is_sampler());
    let Some((variable, left)) = found else {
        return Err(unknown(label(), "uniform", name, plain().map(|variable| &variable.name)));
    };
    if value.fits(variable.ty, left) {
        return Ok(());
    }
    Err(Error::VariableType {
        label: label(),
        name: name.to_owned(),
        expected: variable.describe(),
        found: value.describe(),
    })
}

pub(super) fn check_sampler(
    interface: &Interface,
    name: &str,
    texture: &Texture,
    label: impl Fn() -> String,
) -> Result<()> {
    let samplers = || interface.uniforms.iter().filter(|variable| variable.ty.is_sampler());
    let found = interface.uniform(name).filter(|(variable, _)| variable.ty.is_sampler());
    let Some((variable, _)) = found else {
        return Err(unknown(label(), "sampler", name, samplers().map(|variable| &variable.name)));
    };
    let (kind, channels, compares) = texture.sampled_as();
    if variable.ty.samples(kind, channels, compares) {
        return Ok(());
    }
    let compared = match (channels, compares) {
        (Channels::Depth, true) => " that is compared",
        (Channels::Depth, false) => " that is not compared",
        _ => "",
    };
    Err(Error::VariableType {
        label: label(),
        name: name.to_owned(),
        expected: variable.describe(),
        found: format!("a {} of {:?}{compared}", kind.object_kind(), texture.format()),
    })
}

pub(super) fn check_block(
    interface: &Interface,
    name: &str,
    buffer: &UniformBuffer,
    label: impl Fn() -> String,
) -> Result<()> {
    let Some(block) = interface.blocks.iter().find(|block| *block.name == *name) else {
        return Err(unknown(label(), "block", name, interface.blocks.iter().map(|block| &block.name)));
    };
    let wrong = |variable: &str, expected: String, found: String| Error::VariableType {
        label: label(),
        name: format!("{name}{variable}"),
        expected,
        found,
    };
    for member in &block.members {
        let field = buffer.fields.iter().find(|field| *field.name == *member.name);
        if !field.is_some_and(|field| member.fits(field)) {
            let found = field.map_or_else(|| "no field of that name".to_owned(), ToString::to_string);
            return Err(wrong(&format!(".{}", member.name), member.describe(), found));
        }
    }
    if buffer.size_bytes() >= u64::from(block.size_bytes) {
        return Ok(());
    }
    let expected = format!("{} bytes, padding included", block.size_bytes);
    Err(wrong("", expected, format!("{} bytes", buffer.size_bytes())))
}

pub(super) fn check_attribute(
    interface: &Interface,
    name: &str,
    format: VertexFormat,
    label: impl Fn() -> String,
) -> Result<()> {
    let Some(variable) = interface.attribute(name) else {
        let names = interface.attributes.iter().map(|variable| &variable.name);
        return Err(unknown(label(), "attribute", name, names));
    };
    if variable.ty.takes(format) {
        return Ok(());
    }
    Err(Error::VariableType {
        label: label(),
        name: name.to_owned(),
        expected: variable.describe(),
        found: format!("a buffer of {format}"),
    })
}
