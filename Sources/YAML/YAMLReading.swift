import CYAML

/// Reads a YAML file into values, one event of libyaml's parser after the other. https://pyyaml.org/wiki/LibYAML
struct YAMLReading {
    /// Where a text stops being YAML, and why.
    struct Fault: Error {
        let mark: YAMLValue.Mark
        let problem: String
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The one that was read last.
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let source: UnsafeBufferPointer<UInt8>
    private var anchors: [String: YAMLValue] = [:]
    /// Of lists and mappings within each other at the place that is read.
    private var depth = 0

    /// Deeper than anybody writes, and far from where reading would use up the stack.
    private static let maxDepth = 1000

    /// The one document of a file; `nil` for an empty one.
    static func root(of yaml: String) throws(Fault) -> YAMLValue? {
        var yaml = yaml
        return try yaml.withUTF8 { source in
            let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
            let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
            event.initialize(to: yaml_event_t())
            parser.initialize(to: yaml_parser_t())
            defer {
                yaml_event_delete(event)
                yaml_parser_delete(parser)
                event.deallocate()
                parser.deallocate()
            }
            guard yaml_parser_initialize(parser) == 1 else { return Result<YAMLValue?, Fault>.failure(.memory) }
            // Named, as the parser would guess it from the first bytes.
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, source.baseAddress, source.count)
            var reading = YAMLReading(parser: parser, event: event, source: source)
            return Result { () throws(Fault) in try reading.document() }
        }.get()
    }

    private init(
        parser: UnsafeMutablePointer<yaml_parser_t>, event: UnsafeMutablePointer<yaml_event_t>,
        source: UnsafeBufferPointer<UInt8>
    ) {
        self.parser = parser
        self.event = event
        self.source = source
    }

    private mutating func document() throws(Fault) -> YAMLValue? {
        try advance()  // into the stream
        try advance()
        if event.pointee.type == YAML_STREAM_END_EVENT { return nil }
        try advance()
        let root = try value()
        try advance()  // to the document's end
        try advance()
        guard event.pointee.type == YAML_STREAM_END_EVENT else {
            throw Fault(mark: mark, problem: "but found another document")
        }
        return root
    }

    private func advance() throws(Fault) {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { throw fault }
    }

    /// The value that begins with the event that was read last; ends at its last event.
    private mutating func value() throws(Fault) -> YAMLValue {
        let mark = mark
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maxDepth {
            throw Fault(mark: mark, problem: "more than \(Self.maxDepth) lists and mappings lie within each other")
        }
        switch event.pointee.type {
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            let anchor = Self.string(start.anchor)
            let tag = start.implicit == 0 ? Self.tag(start.tag, otherThan: "seq") : nil
            var members: [YAMLValue] = []
            try advance()
            while event.pointee.type != YAML_SEQUENCE_END_EVENT {
                members.append(try value())
                try advance()
            }
            return known(YAMLValue(.sequence(members), at: mark, tag: tag), as: anchor)
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            let anchor = Self.string(start.anchor)
            let tag = start.implicit == 0 ? Self.tag(start.tag, otherThan: "map") : nil
            var pairs: [YAMLValue.Pair] = []
            try advance()
            while event.pointee.type != YAML_MAPPING_END_EVENT {
                let key = try value()
                try advance()
                pairs.append(YAMLValue.Pair(key: key, value: try value()))
                try advance()
            }
            if let fault = Self.repeatedKeys(of: pairs) { throw fault }
            return known(YAMLValue(.mapping(pairs), at: mark, tag: tag), as: anchor)
        case YAML_ALIAS_EVENT:
            guard let name = Self.string(event.pointee.data.alias.anchor), let value = anchors[name] else {
                throw Fault(mark: mark, problem: "found undefined alias")
            }
            return value
        default:
            let scalar = event.pointee.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style: YAMLValue.ScalarStyle =
                switch scalar.style {
                case YAML_PLAIN_SCALAR_STYLE: .plain
                case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
                case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
                case YAML_LITERAL_SCALAR_STYLE: .literal
                case YAML_FOLDED_SCALAR_STYLE: .folded
                default: .any
                }
            return known(YAMLValue(.scalar(text, style), at: mark), as: Self.string(scalar.anchor))
        }
    }

    /// Of the event that was read last.
    private var mark: YAMLValue.Mark { YAMLValue.Mark(event.pointee.start_mark) }

    /// Keeps a value that has an anchor for the aliases below it.
    private mutating func known(_ value: YAMLValue, as anchor: String?) -> YAMLValue {
        if let anchor { anchors[anchor] = value }
        return value
    }

    /// `nil` for the tag that such a value has anyway.
    private static func tag(_ text: UnsafePointer<UInt8>?, otherThan kind: String) -> String? {
        string(text).flatMap { ["!", "tag:yaml.org,2002:\(kind)"].contains($0) ? nil : $0 }
    }

    private static func string(_ text: UnsafePointer<UInt8>?) -> String? { text.map { String(cString: $0) } }

    private static func repeatedKeys(of pairs: [YAMLValue.Pair]) -> Fault? {
        guard isRepeating(pairs) else { return nil }
        let keys = Dictionary(grouping: pairs.map(\.key)) { $0.text }
        let repeated = keys.compactMap { text, keys in keys.count > 1 ? text.map { ($0, keys[0].mark) } : nil }
            .sorted { $0.0 < $1.0 }
        guard let mark = repeated.first?.1 else { return nil }
        let names = repeated.map { "\"\($0.0)\"" }.joined(separator: ", ")
        return Fault(mark: mark, problem: "the key \(names) appears twice")
    }

    /// Most mappings have a few keys: it is quicker to compare each with each than to gather them.
    private static func isRepeating(_ pairs: [YAMLValue.Pair]) -> Bool {
        if pairs.count > 16 { return Set(pairs.map(\.key.text)).count < pairs.count }
        for (index, pair) in pairs.enumerated() {
            guard case .scalar(let text, _) = pair.key.content else { continue }
            for earlier in pairs[..<index] {
                if case .scalar(text, _) = earlier.key.content { return true }
            }
        }
        return false
    }
}

extension YAMLReading {
    /// What the parser says of the mistake at which it stopped.
    private var fault: Fault {
        let parser = parser.pointee
        guard parser.error != YAML_MEMORY_ERROR, let words = parser.problem else { return .memory }
        let problem = String(cString: words)
        guard parser.error == YAML_READER_ERROR else {
            return Fault(mark: YAMLValue.Mark(parser.problem_mark), problem: problem)
        }
        // Of a character that may not stand in YAML it gives the byte alone.
        let before = String(decoding: source.prefix(parser.problem_offset), as: UTF8.self)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let mark = YAMLValue.Mark(line: lines.count, column: (lines.last?.count ?? 0) + 1)
        return Fault(mark: mark, problem: problem)
    }
}

extension YAMLReading.Fault {
    fileprivate static let memory = YAMLReading.Fault(
        mark: YAMLValue.Mark(line: 1, column: 1), problem: "it takes more memory than there is")

    /// The same, or the tab at which it began: the parser names what it cannot read behind a tab, seldom the tab, and
    /// an editor shows neither.
    func namingTab(in yaml: String) -> YAMLReading.Fault {
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for number in [mark.line, mark.line - 1] where lines.indices.contains(number - 1) {
            let indent = lines[number - 1].prefix { $0 == " " || $0 == "\t" || $0 == "-" }
            if let tab = indent.firstIndex(of: "\t") {
                let column = indent.distance(from: indent.startIndex, to: tab) + 1
                return YAMLReading.Fault(
                    mark: YAMLValue.Mark(line: number, column: column),
                    problem: "there is a tab here; indent with spaces")
            }
        }
        return self
    }
}

extension YAMLValue.Mark {
    fileprivate init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
