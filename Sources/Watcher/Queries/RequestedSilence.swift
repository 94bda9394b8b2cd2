/// A silence that a user asks for, found good.
package struct RequestedSilence: Sendable {
    let silence: Silence
    /// What of it is probably not meant, but may be.
    let doubts: [String]
}
