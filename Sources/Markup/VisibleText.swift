/// Text collected line by line, white space collapsed.
struct VisibleText {
    private var out = ""
    private var pending: Character?

    mutating func append(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{C}":
                if pending == nil { pending = " " }
            default:
                if let gap = pending, !out.isEmpty { out.append(gap) }
                pending = nil
                out.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func breakLine() { pending = "\n" }

    func finished() -> String { out }
}
