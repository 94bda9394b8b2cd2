/// What a configuration depends on besides its own text.
package struct Surroundings: Sendable {
    package let workingDirectory: String
    /// `$STATE_DIRECTORY`, set by systemd.
    package let stateDirectory: String?
    /// `$LOGS_DIRECTORY`, set by systemd.
    package let logsDirectory: String?

    package init(workingDirectory: String, stateDirectory: String? = nil, logsDirectory: String? = nil) {
        self.workingDirectory = workingDirectory
        self.stateDirectory = stateDirectory
        self.logsDirectory = logsDirectory
    }

    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return workingDirectory == "/" ? "/" + path : workingDirectory + "/" + path
    }
}
