extension RouteMatch {
    /// What it asks for, in the words of the configuration.
    package var summary: String {
        let asked = [
            ("kind", kinds), ("direction", directions), ("provider", providers), ("provider_kind", providerKinds),
            ("region", regions), ("framework", frameworks), ("feed", feeds), ("area", areas), ("from", from),
            ("to", to), ("priority_action", priorityActions),
        ].filter { !$0.1.isEmpty }
        if asked.isEmpty { return "everything" }
        return asked.map { "\($0.0): \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
    }
}
