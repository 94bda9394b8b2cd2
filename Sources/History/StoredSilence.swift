package import Foundation

/// A silence that was added on the command line.
package struct StoredSilence: Sendable, Hashable {
    /// Number that the history gave it; never used again.
    package let id: Int64
    /// What it silences, in JSON.
    package let match: String
    package let who: String
    package let why: String
    package let until: Date
    package let added: Date
}
