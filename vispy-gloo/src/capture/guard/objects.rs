//! Objects: which there are, and how they hang together.

use super::{Guard, Known, wrong_kind};
use crate::buffer::VertexFormat;
use crate::command::{AttachmentId, AttributeBinding, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::program::{GlslType, Interface, UniformValue};

impl Guard {
    pub(super) fn create(&mut self, id: ObjectId, kind: ObjectKind) -> Result<()> {
        if self.objects.len() >= self.limits.objects {
            return Err(Error::Limit {
                what: "objects at a time".to_owned(),
                requested: self.objects.len() as u64 + 1,
                maximum: self.limits.objects as u64,
            });
        }
        if let Some(known) = self.objects.get(&id) {
            return Err(wrong_kind("CREATE", id, "an id that is not in use", known));
        }
        self.objects.insert(id, Known::new(kind));
        Ok(())
    }

    /// What the driver said of a program.
    pub(in crate::capture) fn linked(&mut self, id: ObjectId, variables: Option<Interface>) {
        if let Some(Known::Program { interface, block_units }) = self.objects.get_mut(&id) {
            // Blocks are on unit 0 until they are told otherwise.
            *block_units = vec![0; variables.as_ref().map_or(0, |known| known.blocks.len())];
            *interface = variables;
        }
    }

    pub(super) fn forget_interface(&mut self, id: ObjectId) -> Result<()> {
        let known = self.known(id, "LINK_PROGRAM")?;
        if !matches!(known, Known::Program { .. }) {
            return Err(wrong_kind("LINK_PROGRAM", id, "a program", known));
        }
        self.linked(id, None);
        // Vertex arrays know the locations of before.
        for known in self.objects.values_mut() {
            if let Known::VertexArray { program, .. } = known
                && *program == Some(id)
            {
                *program = None;
            }
        }
        Ok(())
    }

    /// Variables of a program that is linked.
    pub(super) fn interface(&self, id: ObjectId, operation: &'static str) -> Result<&Interface> {
        match self.known(id, operation)? {
            Known::Program { interface: Some(interface), .. } => Ok(interface),
            Known::Program { interface: None, .. } => Err(Error::Shape {
                what: format!("program {} that {operation} names", id.0),
                expected: "one that was linked".to_owned(),
                found: "one that was not".to_owned(),
            }),
            other => Err(wrong_kind(operation, id, "a program", other)),
        }
    }

    pub(super) fn set_uniform(&mut self, program: ObjectId, name: &str, value: &UniformValue) -> Result<()> {
        let interface = self.interface(program, "UNIFORM")?;
        if let Some(block) = interface.blocks.iter().position(|block| *block.name == *name) {
            if let (UniformValue::Int(unit), Some(Known::Program { block_units, .. })) =
                (value, self.objects.get_mut(&program))
            {
                block_units[block] = u32::try_from(*unit).unwrap_or(u32::MAX);
            }
            return Ok(());
        }
        let Some((variable, left)) = interface.uniform(name) else {
            // The driver removed it.
            return Ok(());
        };
        let fits = if variable.ty.is_sampler() {
            let units = i64::from(self.caps.max_texture_units);
            matches!(value, UniformValue::Int(unit) if (0..units).contains(&i64::from(*unit)))
        } else {
            value.fits(variable.ty, left)
        };
        if fits {
            return Ok(());
        }
        let unit =
            if variable.ty.is_sampler() { format!(" (a unit, {})", GlslType::Int) } else { String::new() };
        Err(Error::VariableType {
            label: program.to_string(),
            name: name.to_owned(),
            expected: variable.describe() + &unit,
            found: value.describe(),
        })
    }

    pub(super) fn attach(
        &mut self,
        id: ObjectId,
        color: &[AttachmentId],
        depth: Option<AttachmentId>,
    ) -> Result<()> {
        const OPERATION: &str = "FRAME_BUFFER_ATTACH";
        let known = self.known(id, OPERATION)?;
        if !matches!(known, Known::FrameBuffer { .. }) {
            return Err(wrong_kind(OPERATION, id, "a frame buffer", known));
        }
        self.caps.check_colors(color.len(), || format!("object {}", id.0))?;
        let all: Vec<AttachmentId> = color.iter().copied().chain(depth).collect();
        self.common_size(&all, OPERATION)?;
        if let Some(Known::FrameBuffer { attachments }) = self.objects.get_mut(&id) {
            *attachments = all;
        }
        Ok(())
    }

    /// The size that attachments have now: they may have been resized. `None` where there are none.
    pub(super) fn common_size(
        &self,
        attachments: &[AttachmentId],
        operation: &'static str,
    ) -> Result<Option<[u32; 2]>> {
        let mut common = None;
        for attachment in attachments {
            let found = self.attachment_size(*attachment, operation)?;
            let [width, height] = *common.get_or_insert(found);
            if found != [width, height] {
                return Err(Error::Shape {
                    what: format!("attachments of the frame buffer that {operation} names"),
                    expected: format!("{width} x {height} pixels, as the first has"),
                    found: format!("{} x {}", found[0], found[1]),
                });
            }
        }
        Ok(common)
    }

    fn attachment_size(&self, attachment: AttachmentId, operation: &'static str) -> Result<[u32; 2]> {
        match attachment {
            AttachmentId::RenderBuffer(id) => match self.known(id, operation)? {
                Known::Image { size: [width, height, _], texture: None, .. } => Ok([*width, *height]),
                other => Err(wrong_kind(operation, id, "a render buffer", other)),
            },
            AttachmentId::Texture { id, level, layer } => {
                let (kind, _, size, levels) = self.texture(id, operation)?;
                let [width, height, layers] = kind.level_size(size, level);
                if level < levels && layer < layers {
                    return Ok([width, height]);
                }
                Err(Error::Shape {
                    what: format!("image of object {} that {operation} names", id.0),
                    expected: format!("a level below {levels} and a layer below {layers}"),
                    found: format!("level {level} and layer {layer}"),
                })
            }
        }
    }

    pub(super) fn bind_vertex_array(
        &mut self,
        id: ObjectId,
        new_program: ObjectId,
        new_attributes: &[AttributeBinding],
        new_indices: Option<ObjectId>,
    ) -> Result<()> {
        const OPERATION: &str = "VERTEX_ARRAY_BIND";
        let known = self.known(id, OPERATION)?;
        if !matches!(known, Known::VertexArray { .. }) {
            return Err(wrong_kind(OPERATION, id, "a vertex array", known));
        }
        self.interface(new_program, OPERATION)?;
        for attribute in new_attributes {
            let buffer = self.known(attribute.buffer, OPERATION)?;
            if !matches!(buffer, Known::Vertices { .. }) {
                return Err(wrong_kind(OPERATION, attribute.buffer, "a vertex buffer", buffer));
            }
            let VertexFormat { scalar, components, columns, .. } = attribute.format;
            if ![components, columns].iter().all(|number| (1..=4).contains(number)) {
                return Err(Error::Shape {
                    what: format!("components of attribute '{}'", attribute.name),
                    expected: "1 to 4, in 1 to 4 columns".to_owned(),
                    found: format!("{components} in {columns}"),
                });
            }
            if scalar.is_packed() && components != 4 {
                return Err(Error::Shape {
                    what: format!("components of attribute '{}'", attribute.name),
                    expected: format!("4 of {scalar:?}"),
                    found: components.to_string(),
                });
            }
        }
        if let Some(indices) = new_indices {
            let buffer = self.known(indices, OPERATION)?;
            if !matches!(buffer, Known::Indices { .. }) {
                return Err(wrong_kind(OPERATION, indices, "an index buffer", buffer));
            }
        }
        if let Some(Known::VertexArray { program, attributes, indices }) = self.objects.get_mut(&id) {
            (*program, *indices) = (Some(new_program), new_indices);
            *attributes = new_attributes.to_vec();
        }
        Ok(())
    }
}
