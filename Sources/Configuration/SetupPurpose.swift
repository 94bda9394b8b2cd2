/// What a configuration is read for.
package enum SetupPurpose: Sendable {
    /// By the daemon, which needs all that the configuration names.
    case run
    /// To tell whether the daemon could run with it.
    case check
    /// By a command that needs no secrets, for a user who may not be able to read them.
    case ask
}
