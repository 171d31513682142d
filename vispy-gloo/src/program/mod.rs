//! Programs: two shader stages, and the values they draw with.

mod bindings;
mod block;
mod checks;
mod interface;
mod name_key;
#[cfg(feature = "reflect")]
mod reflect;
mod uniform;

use std::sync::{Arc, OnceLock};

pub(crate) use bindings::{Bindings, Uniform};
pub use block::{Block, BlockMember};
pub(crate) use interface::element;
pub use interface::{GlslType, Interface, Variable};
pub use uniform::UniformValue;

use checks::{check_attribute, check_block, check_sampler, check_uniform};

use crate::buffer::{IndexBuffer, UniformBuffer, Vertex, VertexAttribute, VertexBuffer};
use crate::command::{Command, Feedback, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ReplyId;
use crate::object::Object;
use crate::shader_error::ShaderSource;
use crate::texture::Texture;

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
    /// Whether transform feedback fills a buffer for each output; empty where there is none.
    pub(crate) separate_feedback: OnceLock<bool>,
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
            separate_feedback: OnceLock::new(),
        };
        linked.object.push(Command::LinkProgram {
            id: linked.object.id(),
            vertex: linked.vertex.text().clone(),
            fragment: linked.fragment.text().clone(),
            feedback: None,
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

    /// Lets transform feedback capture these outputs of the vertex stage, one after the other into one buffer
    /// ([`Context::transform_feedback`](crate::Context::transform_feedback)). To be called before the first use.
    #[must_use]
    pub fn with_feedback(self, outputs: &[&str]) -> Self {
        self.capture(outputs, false);
        self
    }

    /// The same with a buffer for each output.
    #[must_use]
    pub fn with_separate_feedback(self, outputs: &[&str]) -> Self {
        self.capture(outputs, true);
        self
    }

    fn capture(&self, outputs: &[&str], separate: bool) {
        let Linked { object, vertex, fragment, reply, .. } = &*self.linked;
        let names = outputs.iter().map(|name| Arc::from(*name)).collect();
        let command = Command::LinkProgram {
            id: object.id(),
            vertex: vertex.text().clone(),
            fragment: fragment.text().clone(),
            feedback: Some(Feedback { outputs: names, separate }),
            reply: *reply,
        };
        object.amend(command, |_| false, |waiting| matches!(waiting, Command::LinkProgram { .. }));
        let _first = self.linked.separate_feedback.set(separate);
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

    /// Sets a uniform. Setting the same value again costs nothing. An element of an array is `u_weights[2]`, a field of a
    /// struct `u_light.color`.
    ///
    /// # Errors
    /// `UnknownVariable` and `VariableType`, as soon as the variables are known.
    #[inline]
    pub fn set_uniform(&mut self, name: &str, value: impl Into<UniformValue>) -> Result<()> {
        let value = value.into();
        if self.bindings.set_known_uniform(name, &value) {
            return Ok(());
        }
        self.set_other_uniform(name, value)
    }

    /// Sets a uniform to its first value, or to one that is to be checked.
    #[inline(never)]
    fn set_other_uniform(&mut self, name: &str, value: UniformValue) -> Result<()> {
        let mut shared = None;
        if let Some(interface) = self.linked.interface.get() {
            check_uniform(interface, name, &value, || self.label())?;
            shared = interface.shared_name(name).cloned();
        }
        self.bindings.set_uniform(name, shared, value);
        Ok(())
    }

    /// Gives a sampler its texture. An element of an array of samplers is `u_pictures[2]`.
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

    /// Gives a uniform block its values.
    ///
    /// # Errors
    /// `UnknownVariable`, and `VariableType` when a variable of the block is missing in the struct, lies elsewhere or has
    /// another type; as soon as the variables are known.
    pub fn set_block(&mut self, name: &str, buffer: &UniformBuffer) -> Result<()> {
        if let Some(interface) = self.linked.interface.get() {
            check_block(interface, name, buffer, || self.label())?;
        }
        self.bindings.set_block(name, buffer);
        Ok(())
    }

    /// Gives an attribute the same value for all vertices and instances.
    ///
    /// # Errors
    /// As [`set_attribute`](Self::set_attribute).
    pub fn set_attribute_value<V: Vertex>(&mut self, name: &str, value: V) -> Result<()> {
        // A value for more instances than are ever drawn, so that no state of the context is involved.
        let buffer = VertexBuffer::new(&[value]).with_divisor(u32::MAX);
        self.set_attribute(name, &buffer)
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
        self.bindings.share_names(interface);
        let label = || self.label();
        for Uniform { name, value, .. } in self.bindings.uniforms() {
            check_uniform(interface, name, value, label)?;
        }
        for (name, texture) in self.bindings.textures() {
            check_sampler(interface, name, texture, label)?;
        }
        for (name, format) in self.bindings.attributes() {
            check_attribute(interface, name, format, label)?;
        }
        for (name, buffer) in self.bindings.blocks() {
            check_block(interface, name, buffer, label)?;
        }
        let missing =
            |kind, name: &Arc<str>| Error::MissingVariable { label: label(), kind, name: name.to_string() };
        for variable in &interface.attributes {
            if !self.bindings.attributes().any(|(name, _)| **name == *variable.name) {
                return Err(missing("attribute", &variable.name));
            }
        }
        for block in &interface.blocks {
            if !self.bindings.blocks().any(|(name, _)| **name == *block.name) {
                return Err(missing("block", &block.name));
            }
        }
        for variable in interface.uniforms.iter().filter(|variable| variable.ty.is_sampler()) {
            let textures = || self.bindings.textures().map(|(name, _)| &**name);
            for index in 0..variable.array_len {
                let named = |name: &str| match element(name) {
                    Some((base, element)) => *base == *variable.name && element == index,
                    None => *name == *variable.name && index == 0,
                };
                if !textures().any(named) {
                    let element = format!("{}[{index}]", variable.name);
                    let name = if variable.array_len > 1 { element.into() } else { variable.name.clone() };
                    return Err(missing("sampler", &name));
                }
            }
        }
        Ok(())
    }
}
