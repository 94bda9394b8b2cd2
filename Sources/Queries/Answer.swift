/// What a command prints, and whether it found what it was asked for.
package struct Answer: Sendable {
    /// For standard output.
    package let output: String
    /// For standard error.
    package let complaint: String?
    package let isGood: Bool

    package init(_ output: String, complaint: String? = nil, isGood: Bool = true) {
        self.output = output
        self.complaint = complaint
        self.isGood = isGood
    }
}
