package import Configuration

/// A silence that a user asks for, found good.
package struct RequestedSilence: Sendable {
    package let silence: Silence
    /// What of it is probably not meant, but may be.
    package let doubts: [String]
}
