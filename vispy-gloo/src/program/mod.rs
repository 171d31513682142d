//! Programs: two shader stages, and the values they draw with.

mod bindings;
mod interface;
#[cfg(feature = "reflect")]
mod reflect;
mod uniform;

use std::sync::{Arc, OnceLock};

pub(crate) use bindings::Bindings;
pub use interface::{GlslType, Interface, Variable};
pub use uniform::UniformValue;

use crate::buffer::{IndexBuffer, VertexAttribute, VertexBuffer, VertexFormat};
use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ReplyId;
use crate::object::Object;
use crate::shader_error::ShaderSource;
use crate::texture::{Channels, Texture};

/// A linked program: what several [`Program`]s with their own values can share.
#[derive(Debug)]
pub(crate) struct Linked {
    pub(crate) object: Arc<Object>,
    pub(crate) vertex: ShaderSource,
    pub(crate) fragment: ShaderSource,
    /// What the program's variables are: known at once from composition, otherwise from the driver.
    pub(crate) interface: OnceLock<Interface>,
    pub(crate) reply: ReplyId,
    /// The driver's answer to linking: set once, with what is wrong if it is.
    pub(crate) linked: OnceLock<Result<()>>,
}

/// Two shader stages, and the values they draw with. Corresponds to VisPy's `gloo.Program`.
///
/// Values are checked when they are set, as soon as the program's variables are known: from the driver once a context
/// has linked it ([`Context::link`](crate::Context::link)), or from whoever composed it
/// ([`with_interface`](Self::with_interface)). Otherwise the first draw checks them.
///
/// ```
/// use vispy_gloo::{Program, VertexBuffer};
///
/// let mut program = Program::new(
///     "#version 300 es\nin vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
///     "#version 300 es\nprecision highp float;\nuniform vec4 u_color;\nout vec4 color;\nvoid main() { color = u_color; }",
/// );
/// let corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [1.0, -1.0], [0.0, 1.0]]);
/// program.set_attribute("a_position", &corners)?;
/// program.set_uniform("u_color", [1.0_f32, 0.5, 0.0, 1.0])?;
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug)]
pub struct Program {
    pub(crate) linked: Arc<Linked>,
    pub(crate) bindings: Bindings,
}

impl Program {
    /// A program from the texts of its stages. Nothing is compiled until a context links or draws it.
    #[must_use]
    pub fn new(vertex: impl Into<ShaderSource>, fragment: impl Into<ShaderSource>) -> Self {
        let object = Object::new(ObjectKind::Program);
        let linked = Linked {
            reply: ReplyId(object.id().0),
            object,
            vertex: vertex.into(),
            fragment: fragment.into(),
            interface: OnceLock::new(),
            linked: OnceLock::new(),
        };
        linked.object.push(Command::LinkProgram {
            id: linked.object.id(),
            vertex: linked.vertex.text().clone(),
            fragment: linked.fragment.text().clone(),
            reply: linked.reply,
        });
        Self { linked: Arc::new(linked), bindings: Bindings::new() }
    }

    /// Makes the variables known before any context has linked the program.
    #[must_use]
    pub fn with_interface(self, interface: Interface) -> Self {
        // A program that already knows its interface keeps it: the driver is the authority.
        let _known = self.linked.interface.set(interface);
        self
    }

    /// A name for messages.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        self.linked.object.set_label(label);
        self
    }

    /// Another set of values for the same linked program. Nothing is compiled anew.
    #[must_use]
    pub fn instance(&self) -> Self {
        Self { linked: self.linked.clone(), bindings: Bindings::new() }
    }

    /// Whether both are the same linked program, with values of their own.
    #[must_use]
    pub fn is_instance_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.linked, &other.linked)
    }

    /// The program's variables, when they are known.
    #[must_use]
    pub fn interface(&self) -> Option<&Interface> {
        self.linked.interface.get()
    }

    /// The program's label.
    #[must_use]
    pub fn label(&self) -> String {
        self.linked.object.label()
    }

    /// Sets a uniform. Setting the same value again costs nothing.
    ///
    /// # Errors
    /// `UnknownVariable` and `VariableType`, as soon as the variables are known.
    pub fn set_uniform(&mut self, name: &str, value: impl Into<UniformValue>) -> Result<()> {
        let value = value.into();
        if let Some(interface) = self.linked.interface.get() {
            check_uniform(interface, name, &value, || self.label())?;
        }
        self.bindings.set_uniform(name, value);
        Ok(())
    }

    /// Gives a sampler its texture.
    ///
    /// # Errors
    /// `UnknownVariable` and `VariableType`, as soon as the variables are known.
    pub fn set_texture(&mut self, name: &str, texture: &impl AsRef<Texture>) -> Result<()> {
        let texture = texture.as_ref();
        if let Some(interface) = self.linked.interface.get() {
            check_sampler(interface, name, texture, || self.label())?;
        }
        self.bindings.set_texture(name, texture);
        Ok(())
    }

    /// Feeds one attribute from a buffer of plain values, or of structs with one field.
    ///
    /// # Errors
    /// `Shape` when the buffer's vertices are structs ([`bind`](Self::bind) takes those); `UnknownVariable` and
    /// `VariableType`, as soon as the variables are known.
    pub fn set_attribute(&mut self, name: &str, buffer: &VertexBuffer) -> Result<()> {
        match buffer.attributes() {
            [attribute] => self.feed(name, buffer, attribute, false),
            attributes => Err(Error::Shape {
                what: format!("attribute '{name}' of program {}", self.label()),
                expected: "a buffer of plain values; bind() takes structs".to_owned(),
                found: format!("vertices with {} fields", attributes.len()),
            }),
        }
    }

    /// Feeds the attributes that have the names of the buffer's fields. Fields that the program does not use are left
    /// out once its variables are known.
    ///
    /// # Errors
    /// `VariableType`, as soon as the variables are known.
    pub fn bind(&mut self, buffer: &VertexBuffer) -> Result<()> {
        for attribute in buffer.attributes() {
            let unused = self
                .linked
                .interface
                .get()
                .is_some_and(|interface| interface.attribute(attribute.name).is_none());
            if !unused {
                self.feed(attribute.name, buffer, attribute, true)?;
            }
        }
        Ok(())
    }

    /// Draws with these indices from now on; `None` draws vertices in their order.
    pub fn set_indices(&mut self, indices: Option<&IndexBuffer>) {
        self.bindings.set_indices(indices);
    }

    fn feed(
        &mut self,
        name: &str,
        buffer: &VertexBuffer,
        attribute: &VertexAttribute,
        optional: bool,
    ) -> Result<()> {
        if let Some(interface) = self.linked.interface.get() {
            check_attribute(interface, name, attribute.format, || self.label())?;
        }
        self.bindings.set_attribute(name, buffer, attribute, optional);
        Ok(())
    }

    /// Checks everything that was set before the variables were known.
    pub(crate) fn check(&mut self) -> Result<()> {
        let Some(interface) = self.linked.interface.get() else { return Ok(()) };
        self.bindings.drop_unused_fields(interface);
        let label = || self.label();
        for (name, value) in self.bindings.uniforms() {
            check_uniform(interface, name, value, label)?;
        }
        for (name, texture) in self.bindings.textures() {
            check_sampler(interface, name, texture, label)?;
        }
        for (name, format) in self.bindings.attributes() {
            check_attribute(interface, name, format, label)?;
        }
        let missing =
            |kind, name: &Arc<str>| Error::MissingVariable { label: label(), kind, name: name.to_string() };
        for variable in &interface.attributes {
            if !self.bindings.attributes().any(|(name, _)| **name == *variable.name) {
                return Err(missing("attribute", &variable.name));
            }
        }
        for variable in interface.uniforms.iter().filter(|variable| variable.ty.is_sampler()) {
            if !self.bindings.textures().any(|(name, _)| **name == *variable.name) {
                return Err(missing("sampler", &variable.name));
            }
        }
        Ok(())
    }
}

fn unknown(
    label: String,
    kind: &'static str,
    name: &str,
    known: impl Iterator<Item = impl AsRef<str>>,
) -> Error {
    let known = known.map(|name| name.as_ref().to_owned()).collect();
    Error::UnknownVariable { label, kind, name: name.to_owned(), known }
}

fn check_uniform(
    interface: &Interface,
    name: &str,
    value: &UniformValue,
    label: impl Fn() -> String,
) -> Result<()> {
    let plain = || interface.uniforms.iter().filter(|variable| !variable.ty.is_sampler());
    let Some(variable) = plain().find(|variable| *variable.name == *name) else {
        return Err(unknown(label(), "uniform", name, plain().map(|variable| &variable.name)));
    };
    if value.fits(variable.ty, variable.array_len) {
        return Ok(());
    }
    Err(Error::VariableType {
        label: label(),
        name: name.to_owned(),
        expected: variable.describe(),
        found: value.describe(),
    })
}

fn check_sampler(
    interface: &Interface,
    name: &str,
    texture: &Texture,
    label: impl Fn() -> String,
) -> Result<()> {
    let samplers = || interface.uniforms.iter().filter(|variable| variable.ty.is_sampler());
    let Some(variable) = samplers().find(|variable| *variable.name == *name) else {
        return Err(unknown(label(), "sampler", name, samplers().map(|variable| &variable.name)));
    };
    let (channels, compares) = (texture.format().channels(), texture.sampling().compare.is_some());
    if variable.ty.samples(texture.kind(), channels, compares) {
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
        found: format!("a {} of {:?}{compared}", texture.kind().object_kind(), texture.format()),
    })
}

fn check_attribute(
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
