# 1. Create agent definition file
cat > /var/lib/caxton/agents/data-analyzer.toml << 'EOF'
name = "DataAnalyzer"
version = "1.0.0"
capabilities = ["data-analysis", "report-generation"]
tools = ["http_client", "csv_parser", "chart_generator"]

[memory]
enabled = true
scope = "workspace"

[parameters]
max_file_size = "10MB"
supported_formats = ["csv", "json", "xlsx"]

system_prompt = '''
You are a data analysis expert who helps users understand their data.
You can fetch data from URLs, parse various formats, and create
visualizations.
'''

user_prompt_template = '''
Analyze the following data request: {{request}}
Available context: {{context}}
'''

documentation = '''
# DataAnalyzer Agent

This agent specializes in data analysis tasks and provides:

- HTTP data fetching from URLs
- CSV, JSON, and Excel file parsing
- Statistical analysis and summaries
- Chart and visualization generation
- Report creation with insights
'''
EOF

# 2. Validate configuration (catches 90% of deployment issues)
caxton agents validate /var/lib/caxton/agents/data-analyzer.toml

# 3. Hot-deploy the agent (zero-downtime)
caxton agents deploy data-analyzer --hot-reload

# 4. Verify deployment success
caxton agents status data-analyzer

# 5. Test agent functionality
caxton agents test data-analyzer --query "Analyze sample data"
