/// Finds where a tag ends before libxml2 sees it, since the cost of a tag there grows with the square of its attributes.
struct TagBorder {
    let operation: MarkupError.Operation
    let limits: MarkupLimits

    /// The index after the tag that begins at `start` with `<`; `nil` where the document ends before it does.
    func end(of start: Int, in document: [UInt8]) throws(MarkupError) -> Int? {
        try document.withUnsafeBufferPointer { bytes throws(MarkupError) in try end(of: start, in: bytes) }
    }

    private func end(of start: Int, in document: UnsafeBufferPointer<UInt8>) throws(MarkupError) -> Int? {
        var index = start + 1
        var quote: UInt8?
        var gaps = 0
        var values = 0
        var last = UInt8(ascii: "<")
        while index < document.count {
            let byte = document[index]
            index += 1
            if index - start > limits.tagBytes { throw over("bytes in one tag", limits.tagBytes) }
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: ">"): return index
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if last == UInt8(ascii: "=") { quote = byte }
            case UInt8(ascii: "="): values += 1
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C:
                if document[index - 2] > 0x20 { gaps += 1 }
                continue
            default: break
            }
            last = byte
            if max(gaps, values) > limits.tagAttributes {
                throw over("attributes in one tag", limits.tagAttributes)
            }
        }
        return nil
    }

    private func over(_ limit: String, _ value: Int) -> MarkupError {
        MarkupError(operation: operation, cause: .over(limit: limit, value: value))
    }
}
