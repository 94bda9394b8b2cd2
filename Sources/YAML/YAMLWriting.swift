import CYAML

/// Writes a value in YAML's own spelling, whatever comments, line breaks and braces stood in its file. Its digests are
/// stored: a map of columns is read as a new one where they change.
struct YAMLWriting {
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>

    /// Empty for what cannot be written.
    static func text(of value: YAMLValue) -> String {
        var bytes: [UInt8] = []
        let isWritten = withUnsafeMutablePointer(to: &bytes) { bytes in
            let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
            defer { emitter.deallocate() }
            guard yaml_emitter_initialize(emitter) == 1 else { return false }
            defer { yaml_emitter_delete(emitter) }
            let append: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, Int) -> Int32 = {
                $0?.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: $1, count: $2))
                return 1
            }
            yaml_emitter_set_output(emitter, append, bytes)
            yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
            yaml_emitter_set_break(emitter, YAML_LN_BREAK)
            return YAMLWriting(emitter: emitter).document(value)
        }
        return isWritten ? String(decoding: bytes, as: UTF8.self) : ""
    }

    private func document(_ root: YAMLValue) -> Bool {
        emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
            && emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
            && value(root)
            && emit { yaml_document_end_event_initialize($0, 1) }
            && emit { yaml_stream_end_event_initialize($0) }
    }

    private func value(_ value: YAMLValue) -> Bool {
        let tag = value.tag
        let isImplicit: Int32 = tag == nil ? 1 : 0
        switch value.content {
        case .scalar(var text, let style):
            return emit { event in
                text.withUTF8 {
                    yaml_scalar_event_initialize(
                        event, nil, nil, $0.baseAddress, Int32($0.count), 1, 1, Self.style(style))
                }
            }
        case .sequence(let members):
            return emit { yaml_sequence_start_event_initialize($0, nil, tag, isImplicit, YAML_ANY_SEQUENCE_STYLE) }
                && members.allSatisfy(self.value)
                && emit { yaml_sequence_end_event_initialize($0) }
        case .mapping(let pairs):
            return emit { yaml_mapping_start_event_initialize($0, nil, tag, isImplicit, YAML_ANY_MAPPING_STYLE) }
                && pairs.allSatisfy { self.value($0.key) && self.value($0.value) }
                && emit { yaml_mapping_end_event_initialize($0) }
        }
    }

    private static func style(_ style: YAMLValue.ScalarStyle) -> yaml_scalar_style_t {
        switch style {
        case .any: YAML_ANY_SCALAR_STYLE
        case .plain: YAML_PLAIN_SCALAR_STYLE
        case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
        case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
        case .literal: YAML_LITERAL_SCALAR_STYLE
        case .folded: YAML_FOLDED_SCALAR_STYLE
        }
    }

    /// The emitter takes the event over.
    private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) -> Bool {
        var event = yaml_event_t()
        return initialize(&event) == 1 && yaml_emitter_emit(emitter, &event) == 1
    }
}
