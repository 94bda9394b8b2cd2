/// What the first successful poll of a feed does with all that it lists.
package enum FirstPoll: String, Sendable, CaseIterable {
    /// Records it without telling readers.
    case baseline
    /// Raises alerts as for any later poll.
    case alert
}
