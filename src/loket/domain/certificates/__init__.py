"""Who may have which certificate: dated rules that grant, or hand the request to a person."""
